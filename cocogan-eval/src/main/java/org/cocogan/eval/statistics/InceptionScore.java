package org.cocogan.eval.statistics;

import java.util.Arrays;

/**
 * The Inception Score: exp of the mean Kullback-Leibler divergence of the class probabilities of an
 * image from those of all images of its split, averaged over splits (Salimans et al. 2016). At
 * least 1 and at most the number of classes.
 */
public final class InceptionScore {
  private static final int SPLITS = 10;

  private final int splits;

  /** Makes the score with 10 splits, as is usual. */
  public InceptionScore() {
    this(SPLITS);
  }

  /**
   * Makes the score with a number of splits.
   *
   * @throws IllegalArgumentException if it is not positive
   */
  public InceptionScore(int splits) {
    if (splits < 1) {
      throw new IllegalArgumentException("there must be at least 1 split, not " + splits);
    }
    this.splits = splits;
  }

  /** How many splits there are of so many samples: each has at least two. */
  public int splits(int samples) {
    return Math.max(1, Math.min(splits, samples / 2));
  }

  /**
   * The score and its standard error over splits. Splits are runs of neighbouring samples.
   *
   * @param logits before the softmax, [samples, classes]
   * @throws StatisticsException if there are fewer than 2 samples, or a number is not finite
   */
  public Estimate of(float[][] logits) {
    FeatureRows.check(logits, 2, "the Inception Score needs");
    int count = splits(logits.length);
    double[] scores = new double[count];
    for (int i = 0; i < count; i++) {
      int from = Math.toIntExact((long) logits.length * i / count);
      int to = Math.toIntExact((long) logits.length * (i + 1) / count);
      scores[i] = score(Arrays.copyOfRange(logits, from, to));
    }
    return Estimate.ofMean(scores, count);
  }

  private static double score(float[][] logits) {
    double[] marginal = new double[logits[0].length];
    double negativeEntropies = 0;
    for (float[] row : logits) {
      double[] probabilities = softmax(row);
      for (int c = 0; c < marginal.length; c++) {
        marginal[c] += probabilities[c] / logits.length;
      }
      negativeEntropies += negativeEntropy(probabilities);
    }
    return Math.exp(negativeEntropies / logits.length - negativeEntropy(marginal));
  }

  private static double[] softmax(float[] logits) {
    double largest = Double.NEGATIVE_INFINITY;
    for (float logit : logits) {
      largest = Math.max(largest, logit);
    }
    double[] result = new double[logits.length];
    double sum = 0;
    for (int c = 0; c < result.length; c++) {
      result[c] = Math.exp(logits[c] - largest);
      sum += result[c];
    }
    for (int c = 0; c < result.length; c++) {
      result[c] /= sum;
    }
    return result;
  }

  private static double negativeEntropy(double[] probabilities) {
    double sum = 0;
    for (double p : probabilities) {
      sum += p > 0 ? p * Math.log(p) : 0;
    }
    return sum;
  }
}

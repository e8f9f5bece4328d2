package org.cocogan.render;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.cocogan.model.LatentSpace;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Shape;

/** A way of interpolation from one latent vector to another. */
public enum Interpolation {
  /**
   * Along the great circle between the two directions, a·sin((1 - t)θ) / sin θ + b·sin(tθ) / sin θ
   * with θ the angle between them (Shoemake 1985; White 2016 for latent vectors): vectors in
   * between are about as long as the ends, as the generator is used to. Vectors that point along
   * one line are joined by it.
   */
  SPHERICAL {
    @Override
    double[] weights(HostArray from, HostArray to, double part) {
      double cosine = dot(from, to) / Math.sqrt(dot(from, from) * dot(to, to));
      double angle = Math.acos(Math.max(-1, Math.min(1, cosine)));
      double sine = Math.sin(angle);
      if (!(sine > SMALLEST_SINE)) {
        return LINEAR.weights(from, to, part);
      }
      return new double[] {Math.sin((1 - part) * angle) / sine, Math.sin(part * angle) / sine};
    }
  },
  /** Along the straight line, a·(1 - t) + b·t: entries stay within those of the ends. */
  LINEAR {
    @Override
    double[] weights(HostArray from, HostArray to, double part) {
      return new double[] {1 - part, part};
    }
  };

  private static final double SMALLEST_SINE = 1e-6;

  /**
   * The vector a part of the way along.
   *
   * @param from [latent dimension]
   * @param to [latent dimension]
   * @param part 0 gives the first vector, 1 the second
   * @param space of the vectors, whose entries for classes go straight
   */
  public HostArray between(HostArray from, HostArray to, double part, LatentSpace space) {
    int independent = space.independent();
    double[] weights = weights(first(independent, from), first(independent, to), part);
    float[] values = new float[from.values().length];
    for (int i = 0; i < values.length; i++) {
      double ofFrom = i < independent ? weights[0] : 1 - part;
      double ofTo = i < independent ? weights[1] : part;
      values[i] = (float) (ofFrom * from.values()[i] + ofTo * to.values()[i]);
    }
    return new HostArray(from.shape(), values);
  }

  private static HostArray first(int entries, HostArray vector) {
    return new HostArray(Shape.of(entries), Arrays.copyOf(vector.values(), entries));
  }

  /**
   * Goes through latent vectors.
   *
   * @param vectors to pass through, in this order, at least one
   * @param steps from one to the next, at least one
   * @param space of the vectors
   * @return steps for every way, and the last vector
   * @throws IllegalArgumentException if those are too many
   */
  public List<HostArray> path(List<HostArray> vectors, int steps, LatentSpace space) {
    long count = (vectors.size() - 1L) * steps;
    if (count > WindowPath.LONGEST) {
      throw new IllegalArgumentException(
          "a way of "
              + count
              + " steps is too long; at most "
              + WindowPath.LONGEST
              + " are possible");
    }
    List<HostArray> path = new ArrayList<>();
    for (int i = 1; i < vectors.size(); i++) {
      for (int step = 0; step < steps; step++) {
        path.add(between(vectors.get(i - 1), vectors.get(i), step / (double) steps, space));
      }
    }
    path.add(vectors.get(vectors.size() - 1));
    return path;
  }

  abstract double[] weights(HostArray from, HostArray to, double part);

  /** The name in lower case. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static double dot(HostArray one, HostArray other) {
    double sum = 0;
    for (int i = 0; i < one.values().length; i++) {
      sum += (double) one.values()[i] * other.values()[i];
    }
    return sum;
  }
}

package org.cocogan.eval.statistics;

import java.util.ArrayList;
import java.util.List;

/**
 * Streaming statistics of feature vectors dealt out to groups in turn, so that statistics without
 * any one group are at hand. Takes the memory of so many {@link FeatureStatistics}.
 */
public final class GroupedStatistics {
  private final List<FeatureStatistics> groups = new ArrayList<>();
  private long count;

  /**
   * Makes statistics of no vectors yet.
   *
   * @param dimension the number of features
   * @param groups at least 2
   */
  public GroupedStatistics(int dimension, int groups, LinearAlgebra algebra) {
    if (groups < 2) {
      throw new IllegalArgumentException("there must be at least 2 groups, not " + groups);
    }
    for (int g = 0; g < groups; g++) {
      this.groups.add(new FeatureStatistics(dimension, algebra));
    }
  }

  /**
   * Takes in a vector.
   *
   * @param name of the sample, for messages
   * @throws StatisticsException if a feature is not finite, or their number is another
   */
  public void add(float[] features, String name) {
    FeatureStatistics.check(features, groups.get(0).dimension(), count + 1, name);
    groups.get((int) (count % groups.size())).add(features, name);
    count++;
  }

  /** How many vectors. */
  public long count() {
    return count;
  }

  /** How many groups. */
  public int groups() {
    return groups.size();
  }

  /**
   * The statistics of all vectors.
   *
   * @throws StatisticsException if there are fewer than 2
   */
  public FeatureMoments all() {
    return joined(-1);
  }

  /**
   * The statistics of all vectors but those of a group.
   *
   * @throws StatisticsException if there are fewer than 2
   */
  public FeatureMoments without(int group) {
    return joined(group);
  }

  private FeatureMoments joined(int left) {
    FeatureStatistics sum = groups.get(0).empty();
    for (int g = 0; g < groups.size(); g++) {
      if (g != left) {
        sum.merge(groups.get(g));
      }
    }
    return sum.moments();
  }
}

package org.cocogan.benchmarks;

/**
 * The time that an engine of linear algebra took for FID.
 *
 * @param engine its name
 * @param full the distance where covariances have full rank
 * @param fullSeconds processor time of it
 * @param deficient the distance where covariances have half of the full rank
 * @param deficientSeconds processor time of it
 * @param statisticsSeconds processor time of a sample in mean and covariance, drawing it included
 */
record FidTiming(
    String engine,
    double full,
    double fullSeconds,
    double deficient,
    double deficientSeconds,
    double statisticsSeconds) {}

package org.cocogan.eval.statistics;

/**
 * The provenance of statistics: only those of the same network and preprocessing compare.
 *
 * @param network the name that scores carry
 * @param digest SHA-256 of the network's file, in hexadecimal digits
 * @param preprocessing how images were brought to the network
 * @param count of the images
 * @param source the images that were measured, for people
 */
public record StatisticsProvenance(
    String network, String digest, String preprocessing, long count, String source) {}

package org.cocogan.metric;

/**
 * One number for each place in the image, such as where it is worst.
 *
 * @param name what tells it from the metric's other maps, in words joined by underscores
 * @param values [rows, columns], from the image's top left, whose cells divide the image evenly
 * @param better which direction is better
 * @param description what was measured and how, in one phrase
 */
@SuppressWarnings("ArrayRecordComponent")
public record ScoreMap(String name, double[][] values, Score.Better better, String description) {}

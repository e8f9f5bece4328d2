package org.cocogan.metric;

/**
 * A grid of numbers over the image, such as the error at each place.
 *
 * @param name what tells it from the metric's other maps, in words joined by underscores
 * @param values [rows, columns], from the image's top left, whose cells divide the image evenly
 * @param better which direction is better
 * @param description what was measured and how, in one phrase
 */
@SuppressWarnings("ArrayRecordComponent")
public record ScoreMap(String name, double[][] values, Score.Better better, String description) {}

package org.cocogan.eval.network;

/**
 * The features and class scores that a network computes from a batch of images.
 *
 * @param features [images, dimension]
 * @param logits [images, classes], whose softmax is the probability of each class; empty if the
 *     network has no classes
 */
@SuppressWarnings("ArrayRecordComponent")
public record FeatureBatch(float[][] features, float[][] logits) {}

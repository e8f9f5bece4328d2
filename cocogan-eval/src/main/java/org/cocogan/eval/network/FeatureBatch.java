package org.cocogan.eval.network;

/**
 * What a network says of a batch of images.
 *
 * @param features [images, dimension]
 * @param logits [images, classes], whose softmax is the probability of each class; empty if the
 *     network has no classes
 */
@SuppressWarnings("ArrayRecordComponent")
public record FeatureBatch(float[][] features, float[][] logits) {}

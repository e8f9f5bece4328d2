package org.cocogan.model;

import org.cocogan.tensor.Shape;

/**
 * A named tensor a network owns.
 *
 * @param name unique among all networks of an experiment, such as {@code
 *     generator/block0/conv1/weight}
 * @param shape its sizes; a convolution's weight is [out, in, kh, kw], a linear one's [out, in]
 * @param trained true for a weight, false for state that is carried from step to step (vectors of
 *     spectral normalisation, running statistics)
 * @param initializer its first value
 */
public record Parameter(String name, Shape shape, boolean trained, Initializer initializer) {}

package org.cocogan.weights.torch;

import java.nio.ByteBuffer;
import java.util.function.Supplier;

/**
 * A storage: numbers in a row that tensors are views of.
 *
 * @param type of the numbers
 * @param elements how many there are
 * @param bytes the little-endian bytes, which are read when they are wanted
 */
record TorchStorage(TorchType type, long elements, Supplier<ByteBuffer> bytes) {}

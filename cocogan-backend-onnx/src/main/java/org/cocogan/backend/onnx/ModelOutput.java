package org.cocogan.backend.onnx;

/**
 * An output of an exported model.
 *
 * @param name its name in the model and in the program
 * @param meaning what it means, its range and its unit, in words
 * @param bytes whether its values are rounded, limited to 0..255 and given as bytes; otherwise they
 *     are floats
 */
public record ModelOutput(String name, String meaning, boolean bytes) {}

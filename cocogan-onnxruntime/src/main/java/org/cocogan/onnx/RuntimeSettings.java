package org.cocogan.onnx;

/**
 * The settings with which ONNX Runtime runs a model.
 *
 * @param threads processor threads for one operation
 * @param optimized whether ONNX Runtime may join and reorder operations
 * @param spinning whether threads wait by spinning, which is quicker and takes the processor from
 *     others
 * @param gpu whether to compute with CUDA
 * @param mostOutputBytes what an output may take
 */
public record RuntimeSettings(
    int threads, boolean optimized, boolean spinning, boolean gpu, int mostOutputBytes) {}

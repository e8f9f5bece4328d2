/** Programs as ONNX models: recorded, written to files, and run in ONNX Runtime. */
@NullMarked
package org.cocogan.backend.onnx;

import org.jspecify.annotations.NullMarked;

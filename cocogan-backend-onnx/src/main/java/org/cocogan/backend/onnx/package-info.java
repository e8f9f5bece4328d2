/** ONNX models of programs: recorded, written to files, and run in ONNX Runtime. */
@NullMarked
package org.cocogan.backend.onnx;

import org.jspecify.annotations.NullMarked;

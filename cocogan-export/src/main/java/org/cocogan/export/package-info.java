/** Trained networks as ONNX models: writing them, describing them, and drawing from them. */
@NullMarked
package org.cocogan.export;

import org.jspecify.annotations.NullMarked;

/** Networks that tell what is in an image: the FID Inception, and others as ONNX models. */
@NullMarked
package org.cocogan.eval.network;

import org.jspecify.annotations.NullMarked;

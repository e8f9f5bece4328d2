/**
 * ONNX Runtime, which nothing else in the project touches: models of this program in this JVM,
 * models in files in a process of their own.
 */
@NullMarked
package org.cocogan.onnx;

import org.jspecify.annotations.NullMarked;

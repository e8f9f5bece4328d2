/**
 * Gradients of a network's output with respect to its input, as tensors that can be differentiated
 * again.
 */
@NullMarked
package org.cocogan.gradient;

import org.jspecify.annotations.NullMarked;

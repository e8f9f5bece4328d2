/** Tensors, the programs made of them, and the engine interface that runs them. */
@NullMarked
package org.cocogan.tensor;

import org.jspecify.annotations.NullMarked;

/** Eager tensors on DJL's PyTorch engine. */
@NullMarked
package org.cocogan.backend.djl;

import org.jspecify.annotations.NullMarked;

/** Files of tensors that PyTorch has saved. */
@NullMarked
package org.cocogan.weights.torch;

import org.jspecify.annotations.NullMarked;

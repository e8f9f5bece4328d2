/** Arrays as NumPy saves them. */
@NullMarked
package org.cocogan.weights.numpy;

import org.jspecify.annotations.NullMarked;

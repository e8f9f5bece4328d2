/** Tensors in files of other software, and the errors of files that cannot be read. */
@NullMarked
package org.cocogan.weights;

import org.jspecify.annotations.NullMarked;

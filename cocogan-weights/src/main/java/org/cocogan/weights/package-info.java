/** What files of other software hold: tensors by name, and what keeps one from being read. */
@NullMarked
package org.cocogan.weights;

import org.jspecify.annotations.NullMarked;

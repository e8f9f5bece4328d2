/** Metrics of generated images. */
@NullMarked
package org.cocogan.eval;

import org.jspecify.annotations.NullMarked;

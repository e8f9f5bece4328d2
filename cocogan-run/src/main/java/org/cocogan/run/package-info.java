/** A run in its folder: training it, going on with it, drawing from it. */
@NullMarked
package org.cocogan.run;

import org.jspecify.annotations.NullMarked;

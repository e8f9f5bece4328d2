/** Sets two engines side by side on one experiment. */
@NullMarked
package org.cocogan.report.comparison.engines;

import org.jspecify.annotations.NullMarked;

/** Sets two engines side by side on one experiment. */
@NullMarked
package org.cocogan.cli.backends;

import org.jspecify.annotations.NullMarked;

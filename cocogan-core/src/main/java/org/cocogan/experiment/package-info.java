/** An experiment's settings: read from YAML, checked as a whole, kept as immutable values. */
@NullMarked
package org.cocogan.experiment;

import org.jspecify.annotations.NullMarked;

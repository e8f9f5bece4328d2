/** Assembles an experiment from its configuration and from what plugins add. */
@NullMarked
package org.cocogan.wiring;

import org.jspecify.annotations.NullMarked;

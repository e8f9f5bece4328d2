/** Assembles an experiment from its configuration and from what plugins add. */
@NullMarked
package org.cocogan.cli.wiring;

import org.jspecify.annotations.NullMarked;

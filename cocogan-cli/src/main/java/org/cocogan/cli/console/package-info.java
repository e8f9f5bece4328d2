/** The console: everything that the program prints to a terminal passes here. */
@NullMarked
package org.cocogan.cli.console;

import org.jspecify.annotations.NullMarked;

/** What the program prints: everything that reaches a terminal passes here. */
@NullMarked
package org.cocogan.cli.console;

import org.jspecify.annotations.NullMarked;

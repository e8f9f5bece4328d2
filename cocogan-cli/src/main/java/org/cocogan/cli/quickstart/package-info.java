/** The portraits that ship with the project. */
@NullMarked
package org.cocogan.cli.quickstart;

import org.jspecify.annotations.NullMarked;

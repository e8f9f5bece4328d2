/** Hearing of a training: its events, and those who listen to them. */
@NullMarked
package org.cocogan.training;

import org.jspecify.annotations.NullMarked;

/** The training step of each player, and the loop around them. */
@NullMarked
package org.cocogan.train;

import org.jspecify.annotations.NullMarked;

/** Watching a network compute: its cost, and where numbers go wrong. */
@NullMarked
package org.cocogan.observe;

import org.jspecify.annotations.NullMarked;

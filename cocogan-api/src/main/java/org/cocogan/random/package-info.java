/** Random numbers that are counted rather than remembered. */
@NullMarked
package org.cocogan.random;

import org.jspecify.annotations.NullMarked;

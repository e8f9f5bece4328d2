/** Data sets: real images that are read by parts, and the providers that open them. */
@NullMarked
package org.cocogan.dataset;

import org.jspecify.annotations.NullMarked;

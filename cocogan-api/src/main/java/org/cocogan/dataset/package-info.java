/** Where real images come from, read by parts. */
@NullMarked
package org.cocogan.dataset;

import org.jspecify.annotations.NullMarked;

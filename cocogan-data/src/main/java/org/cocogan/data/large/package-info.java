/** Writes pictures that need not fit into memory, band of rows after band of rows. */
@NullMarked
package org.cocogan.data.large;

import org.jspecify.annotations.NullMarked;

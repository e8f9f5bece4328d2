/** Sizes that are computed exactly or refused. */
@NullMarked
package org.cocogan.exact;

import org.jspecify.annotations.NullMarked;

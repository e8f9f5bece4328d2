/** What measures generated images. */
@NullMarked
package org.cocogan.metric;

import org.jspecify.annotations.NullMarked;

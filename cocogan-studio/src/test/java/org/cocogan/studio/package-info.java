/** The studio with real engines and real requests. */
@NullMarked
package org.cocogan.studio;

import org.jspecify.annotations.NullMarked;

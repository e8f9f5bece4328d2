/** Text that people read. */
@NullMarked
package org.cocogan.text;

import org.jspecify.annotations.NullMarked;

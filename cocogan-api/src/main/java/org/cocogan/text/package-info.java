/** Words for people. */
@NullMarked
package org.cocogan.text;

import org.jspecify.annotations.NullMarked;

/** Where what is worth keeping lies. */
@NullMarked
package org.cocogan.cache;

import org.jspecify.annotations.NullMarked;

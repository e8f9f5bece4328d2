/** The cache folder: what can be made again and is worth keeping from run to run. */
@NullMarked
package org.cocogan.cache;

import org.jspecify.annotations.NullMarked;

/** Loads plugins: jars that add to what a configuration can name. */
@NullMarked
package org.cocogan.plugin;

import org.jspecify.annotations.NullMarked;

/**
 * A first configuration: what pictures and machine there are, and the experiment that fits them.
 */
@NullMarked
package org.cocogan.setup;

import org.jspecify.annotations.NullMarked;

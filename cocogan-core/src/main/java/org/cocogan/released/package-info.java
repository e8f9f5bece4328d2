/**
 * The tensors of released networks, the authors' and style-based ones, and their names in released
 * codes.
 */
@NullMarked
package org.cocogan.released;

import org.jspecify.annotations.NullMarked;

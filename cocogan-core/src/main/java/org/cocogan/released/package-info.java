/** What released codes call the tensors of their networks: the authors', and a style-based one. */
@NullMarked
package org.cocogan.released;

import org.jspecify.annotations.NullMarked;

/** Symbolic tensors on SameDiff, the graphs of DL4J, computed with ND4J. */
@NullMarked
package org.cocogan.backend.dl4j;

import org.jspecify.annotations.NullMarked;

/** Geometry of generation by parts: sizes, positions, coordinate systems, merging and cropping. */
@NullMarked
package org.cocogan.patch;

import org.jspecify.annotations.NullMarked;

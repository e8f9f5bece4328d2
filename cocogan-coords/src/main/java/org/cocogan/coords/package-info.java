/** Coordinate systems: Euclidean, cylindrical, toroidal, spherical and extrapolated ones. */
@NullMarked
package org.cocogan.coords;

import org.jspecify.annotations.NullMarked;

/**
 * Where patches are: Euclidean, cylindrical, toroidal, spherical and extrapolated coordinate
 * systems.
 */
@NullMarked
package org.cocogan.coords;

import org.jspecify.annotations.NullMarked;

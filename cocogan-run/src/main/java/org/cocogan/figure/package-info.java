/** The picture of a coordinate system: positions in the image, and coordinates in their space. */
@NullMarked
package org.cocogan.figure;

import org.jspecify.annotations.NullMarked;

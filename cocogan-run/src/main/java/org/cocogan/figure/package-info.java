/** Figures: the picture of a coordinate system, curves of scores, and heat maps. */
@NullMarked
package org.cocogan.figure;

import org.jspecify.annotations.NullMarked;

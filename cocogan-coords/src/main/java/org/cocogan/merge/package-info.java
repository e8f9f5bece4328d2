/** Mergers of generated patches and croppers of real images. */
@NullMarked
package org.cocogan.merge;

import org.jspecify.annotations.NullMarked;

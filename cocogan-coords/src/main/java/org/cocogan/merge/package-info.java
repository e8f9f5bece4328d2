/** Between patches and images: merging generated patches, cropping real images. */
@NullMarked
package org.cocogan.merge;

import org.jspecify.annotations.NullMarked;

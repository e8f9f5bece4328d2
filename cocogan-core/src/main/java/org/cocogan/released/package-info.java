/** What the authors' released TensorFlow code calls the variables of COCO-GAN's networks. */
@NullMarked
package org.cocogan.released;

import org.jspecify.annotations.NullMarked;

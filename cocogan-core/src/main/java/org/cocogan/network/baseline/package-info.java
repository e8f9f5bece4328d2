/**
 * Networks that others published and COCO-GAN is compared with; they make and judge full images.
 */
@NullMarked
package org.cocogan.network.baseline;

import org.jspecify.annotations.NullMarked;

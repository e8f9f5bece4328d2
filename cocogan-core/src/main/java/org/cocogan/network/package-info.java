/** The networks of COCO-GAN, written once over tensors. */
@NullMarked
package org.cocogan.network;

import org.jspecify.annotations.NullMarked;

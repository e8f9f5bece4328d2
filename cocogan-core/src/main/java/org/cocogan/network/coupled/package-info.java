/** Coupled networks (CoGAN, Liu and Tuzel 2016): pairs of two domains, learned without pairs. */
@NullMarked
package org.cocogan.network.coupled;

import org.jspecify.annotations.NullMarked;

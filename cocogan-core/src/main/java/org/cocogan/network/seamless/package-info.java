/** The generator whose pixels are functions of latent vector and global position. */
@NullMarked
package org.cocogan.network.seamless;

import org.jspecify.annotations.NullMarked;

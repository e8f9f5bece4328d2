/** The style-based generator and its discriminator, written once over tensors. */
@NullMarked
package org.cocogan.network.style;

import org.jspecify.annotations.NullMarked;

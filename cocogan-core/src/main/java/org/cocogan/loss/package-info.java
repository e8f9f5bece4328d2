/** Adversarial losses and gradient penalties. */
@NullMarked
package org.cocogan.loss;

import org.jspecify.annotations.NullMarked;

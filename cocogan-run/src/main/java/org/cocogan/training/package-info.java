/** Listeners to a training, and the events that they are told of. */
@NullMarked
package org.cocogan.training;

import org.jspecify.annotations.NullMarked;

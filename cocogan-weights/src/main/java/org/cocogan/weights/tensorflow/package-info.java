/** The checkpoints of TensorFlow's saver. */
@NullMarked
package org.cocogan.weights.tensorflow;

import org.jspecify.annotations.NullMarked;

/** Events of a training in TensorBoard's files. */
@NullMarked
package org.cocogan.report.tensorboard;

import org.jspecify.annotations.NullMarked;

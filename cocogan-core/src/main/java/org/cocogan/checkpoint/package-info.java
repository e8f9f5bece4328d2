/** Named tensors on disk, and the checkpoints of a run. */
@NullMarked
package org.cocogan.checkpoint;

import org.jspecify.annotations.NullMarked;

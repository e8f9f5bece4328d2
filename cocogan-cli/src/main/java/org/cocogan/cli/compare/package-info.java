/** Sets runs side by side: scores, sizes, work, memory and time. */
@NullMarked
package org.cocogan.cli.compare;

import org.jspecify.annotations.NullMarked;

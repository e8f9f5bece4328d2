/** Sets runs side by side: scores, sizes, work, memory and time. */
@NullMarked
package org.cocogan.report.comparison;

import org.jspecify.annotations.NullMarked;

/** Measures how fast engines train and draw. */
@NullMarked
package org.cocogan.report.benchmark;

import org.jspecify.annotations.NullMarked;

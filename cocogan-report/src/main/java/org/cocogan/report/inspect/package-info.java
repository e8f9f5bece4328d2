/** Reports on an experiment that need no training: its images, networks, work and memory. */
@NullMarked
package org.cocogan.report.inspect;

import org.jspecify.annotations.NullMarked;

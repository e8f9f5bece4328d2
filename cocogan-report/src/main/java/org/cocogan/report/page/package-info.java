/** A run's report: one page that shows all of it. */
@NullMarked
package org.cocogan.report.page;

import org.jspecify.annotations.NullMarked;

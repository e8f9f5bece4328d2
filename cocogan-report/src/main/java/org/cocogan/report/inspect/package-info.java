/** What commands tell about an experiment without training it. */
@NullMarked
package org.cocogan.report.inspect;

import org.jspecify.annotations.NullMarked;

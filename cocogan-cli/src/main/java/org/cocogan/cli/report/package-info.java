/** What commands tell about an experiment without training it. */
@NullMarked
package org.cocogan.cli.report;

import org.jspecify.annotations.NullMarked;

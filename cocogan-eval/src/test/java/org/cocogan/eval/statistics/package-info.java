@NullMarked
package org.cocogan.eval.statistics;

import org.jspecify.annotations.NullMarked;

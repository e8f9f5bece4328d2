/** The arithmetic of metrics: distances between sets of feature vectors, without any network. */
@NullMarked
package org.cocogan.eval.statistics;

import org.jspecify.annotations.NullMarked;

/** The results of evaluations, for people and programs. */
@NullMarked
package org.cocogan.report.score;

import org.jspecify.annotations.NullMarked;

/**
 * Damaged and malicious files for every reader of files: what they may answer, and at what cost.
 */
@NullMarked
package org.cocogan.fuzz;

import org.jspecify.annotations.NullMarked;

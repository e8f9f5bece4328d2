/** Advice on a training: what its recorded numbers say about how it goes, and what to try. */
@NullMarked
package org.cocogan.advice;

import org.jspecify.annotations.NullMarked;

@NullMarked
package org.cocogan.advice;

import org.jspecify.annotations.NullMarked;

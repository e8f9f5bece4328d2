/** Networks as the framework sees them: parameters, and a function over tensors. */
@NullMarked
package org.cocogan.model;

import org.jspecify.annotations.NullMarked;

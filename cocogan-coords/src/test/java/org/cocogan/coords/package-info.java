@NullMarked
package org.cocogan.coords;

import org.jspecify.annotations.NullMarked;

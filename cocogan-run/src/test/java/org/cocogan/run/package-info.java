@NullMarked
package org.cocogan.run;

import org.jspecify.annotations.NullMarked;

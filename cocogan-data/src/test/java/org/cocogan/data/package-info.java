@NullMarked
package org.cocogan.data;

import org.jspecify.annotations.NullMarked;

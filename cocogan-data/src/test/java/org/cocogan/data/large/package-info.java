@NullMarked
package org.cocogan.data.large;

import org.jspecify.annotations.NullMarked;

@NullMarked
package org.cocogan.setup;

import org.jspecify.annotations.NullMarked;

@NullMarked
package org.cocogan.merge;

import org.jspecify.annotations.NullMarked;

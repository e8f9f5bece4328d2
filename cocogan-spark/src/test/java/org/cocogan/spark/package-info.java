@NullMarked
package org.cocogan.spark;

import org.jspecify.annotations.NullMarked;

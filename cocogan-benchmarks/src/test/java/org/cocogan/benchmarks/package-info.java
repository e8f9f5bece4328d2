@NullMarked
package org.cocogan.benchmarks;

import org.jspecify.annotations.NullMarked;

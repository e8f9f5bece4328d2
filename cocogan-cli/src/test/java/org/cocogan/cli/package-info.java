@NullMarked
package org.cocogan.cli;

import org.jspecify.annotations.NullMarked;

@NullMarked
package org.cocogan.eval.network;

import org.jspecify.annotations.NullMarked;

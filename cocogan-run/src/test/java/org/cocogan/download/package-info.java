@NullMarked
package org.cocogan.download;

import org.jspecify.annotations.NullMarked;

/** Real images: from a folder or a zip to one packed file, read by parts and ahead of time. */
@NullMarked
package org.cocogan.data;

import org.jspecify.annotations.NullMarked;

/** Files of the web whose digests are known, and the data sets that consist of such files. */
@NullMarked
package org.cocogan.download;

import org.jspecify.annotations.NullMarked;

/** Files: written whole, told apart by digests, and what to say when one of them fails. */
@NullMarked
package org.cocogan.file;

import org.jspecify.annotations.NullMarked;

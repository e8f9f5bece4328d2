/** Parts of generated images over HTTP, and a page that shows them while they are drawn. */
@NullMarked
package org.cocogan.studio;

import org.jspecify.annotations.NullMarked;

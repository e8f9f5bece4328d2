/** Images from a trained generator, whole or in part. */
@NullMarked
package org.cocogan.render;

import org.jspecify.annotations.NullMarked;

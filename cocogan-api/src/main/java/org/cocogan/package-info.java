/** The exception that all parts of CocoGAN share. */
@NullMarked
package org.cocogan;

import org.jspecify.annotations.NullMarked;

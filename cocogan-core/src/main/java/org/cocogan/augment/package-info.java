/** Random changes to images and macro patches, against learning a small data set by heart. */
@NullMarked
package org.cocogan.augment;

import org.jspecify.annotations.NullMarked;

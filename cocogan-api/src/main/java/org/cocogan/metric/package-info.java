/** Metrics of generated images, their scores, and the providers that make them. */
@NullMarked
package org.cocogan.metric;

import org.jspecify.annotations.NullMarked;

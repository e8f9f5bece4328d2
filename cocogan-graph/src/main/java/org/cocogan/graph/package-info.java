/** Programs as graphs: recorded once, differentiated and simplified; engines translate them. */
@NullMarked
package org.cocogan.graph;

import org.jspecify.annotations.NullMarked;

/**
 * The conformance kit: what a backend or a coordinate system extends to learn whether it is right.
 */
@NullMarked
package org.cocogan.testkit;

import org.jspecify.annotations.NullMarked;

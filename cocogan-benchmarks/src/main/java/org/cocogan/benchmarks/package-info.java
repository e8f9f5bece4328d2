/**
 * Measures what only this project's developers compare: data, features and the arithmetic of FID.
 */
@NullMarked
package org.cocogan.benchmarks;

import org.jspecify.annotations.NullMarked;

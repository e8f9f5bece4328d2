/** Measures how fast this machine trains and draws. */
@NullMarked
package org.cocogan.cli.benchmark;

import org.jspecify.annotations.NullMarked;

/** What a network is to the framework: its parameters and its function over tensors. */
@NullMarked
package org.cocogan.model;

import org.jspecify.annotations.NullMarked;

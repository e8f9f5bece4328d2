/** What is common to all that can be plugged in: names, descriptions and parameters. */
@NullMarked
package org.cocogan.provider;

import org.jspecify.annotations.NullMarked;

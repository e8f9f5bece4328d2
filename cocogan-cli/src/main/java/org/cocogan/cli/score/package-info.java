/** What evaluations come to, for people and programs. */
@NullMarked
package org.cocogan.cli.score;

import org.jspecify.annotations.NullMarked;

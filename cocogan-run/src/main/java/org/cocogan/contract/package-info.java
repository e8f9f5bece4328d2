/**
 * Holds plugins to what the interfaces promise: each class here passes calls on to one of a plugin,
 * judges what it gives, and says what was expected and what came.
 */
@NullMarked
package org.cocogan.contract;

import org.jspecify.annotations.NullMarked;

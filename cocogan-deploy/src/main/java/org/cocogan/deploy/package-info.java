/** Opens exported models and draws images and parts of them, with nothing that trains. */
@NullMarked
package org.cocogan.deploy;

import org.jspecify.annotations.NullMarked;

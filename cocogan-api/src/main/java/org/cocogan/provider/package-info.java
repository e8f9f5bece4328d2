/**
 * The common interface of providers, which make plugins available: names, descriptions and
 * parameters.
 */
@NullMarked
package org.cocogan.provider;

import org.jspecify.annotations.NullMarked;

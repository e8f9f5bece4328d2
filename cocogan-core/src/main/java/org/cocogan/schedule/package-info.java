/** Schedules: numbers that change in the course of a training. */
@NullMarked
package org.cocogan.schedule;

import org.jspecify.annotations.NullMarked;

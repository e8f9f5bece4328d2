package org.cocogan.training;

import java.util.OptionalLong;

/**
 * The step at which a training begins, and the one at which it ends.
 *
 * @param step steps that have been taken before
 * @param end the step at which the experiment is complete, if it ever is
 */
public record TrainingStart(long step, OptionalLong end) {}

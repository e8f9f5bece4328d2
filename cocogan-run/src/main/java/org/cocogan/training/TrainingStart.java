package org.cocogan.training;

import java.util.OptionalLong;

/**
 * Where a training begins.
 *
 * @param step steps that have been taken before
 * @param end the step at which the experiment is complete, if it ever is
 */
public record TrainingStart(long step, OptionalLong end) {}

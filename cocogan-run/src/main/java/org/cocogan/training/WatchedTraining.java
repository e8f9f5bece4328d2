package org.cocogan.training;

import java.nio.file.Path;
import org.cocogan.experiment.Experiment;
import org.cocogan.patch.CoordinateSystem;
import org.cocogan.tensor.Variables;

/**
 * A training as those see it who make listeners for it.
 *
 * @param experiment what is trained, with all its stages
 * @param folder its run's
 * @param start steps that have been taken before
 * @param data what it learns from, in words
 * @param coordinates where its patches are
 * @param samples draws what sample sheets show
 * @param variables weights, averages, moments and carried state as they are, for its thread alone
 * @param listeners hear what a listener has to say
 */
public record WatchedTraining(
    Experiment experiment,
    Path folder,
    long start,
    String data,
    CoordinateSystem coordinates,
    SampleImages samples,
    Variables variables,
    TrainingListener listeners) {}

package org.cocogan.report.score;

import java.util.Map;
import java.util.OptionalLong;
import org.cocogan.run.Evaluation;

/**
 * What the images of one checkpoint, or of a folder, came to.
 *
 * @param step of the checkpoint
 * @param results what each metric came to, by name
 */
public record Measurement(OptionalLong step, Map<String, Evaluation.Result> results) {}

package org.cocogan.report.score;

import java.util.Map;
import java.util.OptionalLong;
import org.cocogan.run.Evaluation;

/**
 * The scores of the images of one checkpoint, or of a folder.
 *
 * @param step of the checkpoint
 * @param results what each metric has measured, by name
 */
public record ImageScores(OptionalLong step, Map<String, Evaluation.Result> results) {}

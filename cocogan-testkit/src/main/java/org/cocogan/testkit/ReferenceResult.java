package org.cocogan.testkit;

import java.util.Map;
import java.util.Optional;

/**
 * The result that the reference computed for a program.
 *
 * @param outputs the outputs by name
 * @param loss the loss, if the program has one
 * @param state the new values of carried variables by name
 */
public record ReferenceResult(
    Map<String, DoubleArray> outputs, Optional<Double> loss, Map<String, DoubleArray> state) {}

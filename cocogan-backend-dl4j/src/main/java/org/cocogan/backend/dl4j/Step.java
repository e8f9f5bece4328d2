package org.cocogan.backend.dl4j;

import java.util.List;

/**
 * A call of a native operation.
 *
 * @param kernel what is computed
 * @param operands what it reads
 * @param results what it gives
 */
record Step(Kernel kernel, List<Value> operands, List<Value> results) {}

package org.cocogan.backend.dl4j;

/** The computation of a step: a native operation, or a function that ND4J has as a class. */
sealed interface Kernel permits NativeOperation, Transform {}

package org.cocogan.backend.dl4j;

/** What a step has ND4J compute. */
sealed interface Kernel permits NativeOperation, Transform {}

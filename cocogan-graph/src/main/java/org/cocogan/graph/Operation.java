package org.cocogan.graph;

/** The operation of a node: a leaf of no operands, or a primitive of some. */
public sealed interface Operation permits Leaf, Primitive {}

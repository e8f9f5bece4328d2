package org.cocogan.graph;

/** What a node of a graph computes: a leaf of no operands, or a primitive of some. */
public sealed interface Operation permits Leaf, Primitive {}

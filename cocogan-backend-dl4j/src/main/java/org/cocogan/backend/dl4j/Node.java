package org.cocogan.backend.dl4j;

import java.util.List;
import org.cocogan.tensor.Shape;
import org.nd4j.autodiff.samediff.SDVariable;

/** A value in a graph: SameDiff's symbol for it, and how its gradient reaches its operands. */
final class Node {
  private final SDVariable symbol;
  private final Shape shape;
  private final List<Node> operands;
  private final Rule rule;

  Node(SDVariable symbol, Shape shape, List<Node> operands, Rule rule) {
    this.symbol = symbol;
    this.shape = shape;
    this.operands = List.copyOf(operands);
    this.rule = rule;
  }

  /** Passes the gradient of a result on to the operands that it was computed from. */
  @FunctionalInterface
  interface Rule {
    /** No gradient passes. */
    Rule STOP = (gradient, gradients) -> {};

    void pass(Node gradient, Gradients gradients);
  }

  SDVariable symbol() {
    return symbol;
  }

  /** The symbol's name, which no other node of the graph has. */
  String name() {
    return symbol.name();
  }

  Shape shape() {
    return shape;
  }

  List<Node> operands() {
    return operands;
  }

  Rule rule() {
    return rule;
  }

  @Override
  public String toString() {
    return name() + shape;
  }
}

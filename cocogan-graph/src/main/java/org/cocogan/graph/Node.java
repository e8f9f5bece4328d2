package org.cocogan.graph;

import java.util.List;
import org.cocogan.tensor.Shape;

/** A node of a graph: an operation, its operands, and the shape of its result. */
public final class Node {
  private final int number;
  private final Operation operation;
  private final List<Node> operands;
  private final Shape shape;

  Node(int number, Operation operation, List<Node> operands, Shape shape) {
    this.number = number;
    this.operation = operation;
    this.operands = List.copyOf(operands);
    this.shape = shape;
  }

  /** Its place among the nodes of its graph; operands have smaller numbers. */
  public int number() {
    return number;
  }

  /** What computes it. */
  public Operation operation() {
    return operation;
  }

  /** What the operation is applied to. */
  public List<Node> operands() {
    return operands;
  }

  /** The operand of a number. */
  public Node operand(int which) {
    return operands.get(which);
  }

  /** The sizes of the value along each axis. */
  public Shape shape() {
    return shape;
  }

  @Override
  public String toString() {
    return number
        + ": "
        + operation
        + " of "
        + operands.stream().map(Node::number).toList()
        + " "
        + shape;
  }
}

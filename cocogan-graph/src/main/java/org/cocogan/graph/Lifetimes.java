package org.cocogan.graph;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The order in which the values that some nodes depend on are computed, and how long each of them
 * is needed.
 *
 * @param nodes the wanted nodes and what they depend on, each after its operands
 * @param dying for each of them, in the same order, the nodes whose values nobody reads after it;
 *     wanted nodes never die
 */
public record Lifetimes(List<Node> nodes, List<List<Node>> dying) {
  /** Copies the lists. */
  public Lifetimes {
    nodes = List.copyOf(nodes);
    dying = List.copyOf(dying);
  }

  /** The lifetimes for wanted nodes of one graph. */
  public static Lifetimes of(Collection<Node> wanted) {
    return of(wanted, Node::operands);
  }

  /**
   * The lifetimes for wanted nodes of one graph, in an engine that computes several primitives in
   * one go.
   *
   * @param reads what is read to compute a node: its operands, or nodes before them
   */
  public static Lifetimes of(Collection<Node> wanted, Function<Node, List<Node>> reads) {
    TreeMap<Integer, Node> reached = new TreeMap<>();
    TreeMap<Integer, Node> open = new TreeMap<>();
    wanted.forEach(node -> open.put(node.number(), node));
    while (!open.isEmpty()) {
      Node node = open.pollLastEntry().getValue();
      reached.put(node.number(), node);
      reads.apply(node).forEach(operand -> open.put(operand.number(), operand));
    }
    List<Node> nodes = new ArrayList<>(reached.values());
    Set<Node> needed = new HashSet<>(wanted);
    List<List<Node>> dying = new ArrayList<>();
    for (int i = nodes.size() - 1; i >= 0; i--) {
      dying.add(reads.apply(nodes.get(i)).stream().filter(needed::add).toList());
    }
    Collections.reverse(dying);
    return new Lifetimes(nodes, dying);
  }
}

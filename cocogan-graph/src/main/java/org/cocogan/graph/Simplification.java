package org.cocogan.graph;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.cocogan.exact.Product;
import org.cocogan.tensor.ResultShapes;
import org.cocogan.tensor.Shape;

/**
 * Nodes that give the same with less work. Numbers that are not finite stay what they are: 0·x is
 * none of the rules.
 */
final class Simplification {
  private Simplification() {}

  /** What to take in the place of a primitive; empty if it is as simple as it can be. */
  static Optional<Node> of(Primitive primitive, List<Node> operands, Shape shape, Recorder to) {
    Node first = operands.get(0);
    boolean one = operands.size() == 1;
    if (one && leavesAsItIs(primitive, first)) {
      return Optional.of(first);
    }
    if (primitive instanceof Binary binary) {
      return ofTwo(binary, first, operands.get(1), shape, to);
    }
    if (one && first.operation() instanceof Leaf.Filled filled) {
      return ofOneNumber(primitive, filled.number(), first.shape(), shape, to);
    }
    return one ? ofChain(primitive, first, to) : Optional.empty();
  }

  private static boolean leavesAsItIs(Primitive primitive, Node operand) {
    if (primitive instanceof Primitive.AddNumber add) {
      return add.number() == 0;
    }
    if (primitive instanceof Primitive.MultiplyNumber multiply) {
      return multiply.number() == 1;
    }
    if (primitive instanceof Primitive.Reshape reshape) {
      return reshape.target().equals(operand.shape());
    }
    if (primitive instanceof Primitive.BroadcastTo broadcast) {
      return broadcast.target().equals(operand.shape());
    }
    if (primitive instanceof Primitive.Permute permute) {
      return IntStream.range(0, permute.order().size()).allMatch(i -> permute.order().get(i) == i);
    }
    if (primitive instanceof Primitive.Slice slice) {
      return slice.to() - slice.from() == operand.shape().dimension(slice.axis());
    }
    if (primitive instanceof Primitive.Pad pad) {
      return pad.before() == 0 && pad.after() == 0;
    }
    if (primitive instanceof Primitive.AvgPool pool) {
      return pool.size() == 1;
    }
    if (primitive instanceof Primitive.Upsample upsample) {
      return upsample.factor() == 1;
    }
    return primitive instanceof Primitive.Concat;
  }

  /** Sums and products with one number, and operands that are repeated before they need be. */
  private static Optional<Node> ofTwo(
      Binary binary, Node left, Node right, Shape shape, Recorder to) {
    Optional<Float> number = number(right);
    if (number.isPresent() && left.shape().equals(shape)) {
      return switch (binary) {
        case ADD -> Optional.of(to.add(left, number.get()));
        case SUBTRACT -> Optional.of(to.add(left, -number.get()));
        case MULTIPLY -> Optional.of(to.multiply(left, number.get()));
        case DIVIDE -> Optional.empty();
      };
    }
    if ((binary == Binary.ADD || binary == Binary.MULTIPLY)
        && number(left).isPresent()
        && right.shape().equals(shape)) {
      return ofTwo(binary, right, left, shape, to);
    }
    Node smallLeft = unrepeated(left);
    if (smallLeft != left && fits(smallLeft, right, shape)) {
      return Optional.of(binary.apply(to, smallLeft, right));
    }
    Node smallRight = unrepeated(right);
    if (smallRight != right && fits(left, smallRight, shape)) {
      return Optional.of(binary.apply(to, left, smallRight));
    }
    return Optional.empty();
  }

  private static Optional<Float> number(Node node) {
    return node.operation() instanceof Leaf.Filled filled
        ? Optional.of(filled.number())
        : Optional.empty();
  }

  private static Node unrepeated(Node node) {
    return node.operation() instanceof Primitive.BroadcastTo ? node.operand(0) : node;
  }

  private static boolean fits(Node left, Node right, Shape shape) {
    return ResultShapes.elementwise("broadcast", left.shape(), right.shape()).equals(shape);
  }

  /** What stays one number everywhere. */
  private static Optional<Node> ofOneNumber(
      Primitive primitive, float number, Shape before, Shape shape, Recorder to) {
    float result;
    if (primitive instanceof Primitive.AddNumber add) {
      result = number + add.number();
    } else if (primitive instanceof Primitive.MultiplyNumber multiply) {
      result = number * multiply.number();
    } else if (primitive instanceof Primitive.Sum) {
      result = number * before.size() / shape.size();
    } else if (primitive instanceof Primitive.Reshape
        || primitive instanceof Primitive.Permute
        || primitive instanceof Primitive.BroadcastTo
        || primitive instanceof Primitive.Slice
        || primitive instanceof Primitive.Mean
        || primitive instanceof Primitive.AvgPool
        || primitive instanceof Primitive.Upsample
        || primitive == Unary.STOP_GRADIENT) {
      result = number;
    } else {
      return Optional.empty();
    }
    return Optional.of(to.leaf(new Leaf.Filled(shape, result)));
  }

  /** Two primitives in a row that are one. */
  private static Optional<Node> ofChain(Primitive primitive, Node operand, Recorder to) {
    if (primitive instanceof Primitive.MultiplyNumber outer
        && operand.operation() instanceof Primitive.MultiplyNumber inner) {
      float product = outer.number() * inner.number();
      // Not where a factor of zero, or one out of range, would hide what is not finite.
      if (product != 0 && Float.isFinite(product)) {
        return Optional.of(to.multiply(operand.operand(0), product));
      }
    }
    if (primitive instanceof Primitive.Reshape reshape
        && operand.operation() instanceof Primitive.Reshape) {
      return Optional.of(to.reshape(operand.operand(0), reshape.target()));
    }
    if (primitive instanceof Primitive.BroadcastTo broadcast
        && operand.operation() instanceof Primitive.BroadcastTo) {
      return Optional.of(to.broadcastTo(operand.operand(0), broadcast.target()));
    }
    if (primitive instanceof Primitive.Permute permute
        && operand.operation() instanceof Primitive.Permute inner) {
      int[] order = permute.order().stream().mapToInt(inner.order()::get).toArray();
      return Optional.of(to.permute(operand.operand(0), order));
    }
    if (primitive instanceof Primitive.Permute && operand.operation() instanceof Primitive.MatMul) {
      // The result lies in memory as it is read, and the transposed operands are views.
      return Optional.of(
          to.matMul(transposed(operand.operand(1), to), transposed(operand.operand(0), to)));
    }
    if (primitive == Unary.POSITIVE_MASK && operand.operation() == Unary.POSITIVE_MASK) {
      return Optional.of(operand);
    }
    if (primitive == Unary.STOP_GRADIENT && operand.operation() == Unary.STOP_GRADIENT) {
      return Optional.of(operand);
    }
    if (primitive instanceof Primitive.Sum sum
        && operand.operation() instanceof Primitive.BroadcastTo) {
      return ofRepetition(sum, operand, to);
    }
    return Optional.empty();
  }

  private static Node transposed(Node matrix, Recorder to) {
    return to.permute(matrix, new int[] {1, 0});
  }

  /** The sum over axes that are all repeated is a product with how often. */
  private static Optional<Node> ofRepetition(Primitive.Sum sum, Node repeated, Recorder to) {
    Node small = repeated.operand(0);
    int missing = repeated.shape().rank() - small.shape().rank();
    boolean allRepeated =
        sum.axes().stream()
            .allMatch(axis -> axis < missing || small.shape().dimension(axis - missing) == 1);
    if (!allRepeated) {
      return Optional.empty();
    }
    int times = sum.axes().stream().mapToInt(repeated.shape()::dimension).reduce(1, Product::of);
    Shape target = ResultShapes.reduced(repeated.shape(), IntLists.array(sum.axes()));
    return Optional.of(to.broadcastTo(to.multiply(small, times), target));
  }
}

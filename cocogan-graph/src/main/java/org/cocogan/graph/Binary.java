package org.cocogan.graph;

import java.util.List;
import java.util.Locale;
import org.cocogan.tensor.ResultShapes;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Tensor;
import org.cocogan.tensor.TensorOperations;

/** A function of two operands, value by value, that broadcasts. */
public enum Binary implements Primitive {
  /** x + y. */
  ADD {
    @Override
    <H> H apply(TensorOperations<H> to, H left, H right) {
      return to.add(left, right);
    }

    @Override
    Tensor toLeft(Tensor gradient, Tensor left, Tensor right) {
      return Summing.to(left.shape(), gradient);
    }

    @Override
    Tensor toRight(Tensor gradient, Tensor left, Tensor right) {
      return Summing.to(right.shape(), gradient);
    }
  },
  /** x - y. */
  SUBTRACT {
    @Override
    <H> H apply(TensorOperations<H> to, H left, H right) {
      return to.subtract(left, right);
    }

    @Override
    Tensor toLeft(Tensor gradient, Tensor left, Tensor right) {
      return Summing.to(left.shape(), gradient);
    }

    @Override
    Tensor toRight(Tensor gradient, Tensor left, Tensor right) {
      return Summing.to(right.shape(), gradient).negate();
    }
  },
  /** x · y. */
  MULTIPLY {
    @Override
    <H> H apply(TensorOperations<H> to, H left, H right) {
      return to.multiply(left, right);
    }

    @Override
    Tensor toLeft(Tensor gradient, Tensor left, Tensor right) {
      return Summing.to(left.shape(), gradient.multiply(right));
    }

    @Override
    Tensor toRight(Tensor gradient, Tensor left, Tensor right) {
      return Summing.to(right.shape(), gradient.multiply(left));
    }
  },
  /** x / y. */
  DIVIDE {
    @Override
    <H> H apply(TensorOperations<H> to, H left, H right) {
      return to.divide(left, right);
    }

    @Override
    Tensor toLeft(Tensor gradient, Tensor left, Tensor right) {
      return Summing.to(left.shape(), gradient.divide(right));
    }

    // Summed before the division, because a divisor that is repeated is small.
    @Override
    Tensor toRight(Tensor gradient, Tensor left, Tensor right) {
      return Summing.to(right.shape(), gradient.multiply(left)).divide(right.square()).negate();
    }
  };

  abstract <H> H apply(TensorOperations<H> to, H left, H right);

  abstract Tensor toLeft(Tensor gradient, Tensor left, Tensor right);

  abstract Tensor toRight(Tensor gradient, Tensor left, Tensor right);

  @Override
  public <H> H apply(TensorOperations<H> to, List<H> operands) {
    return apply(to, operands.get(0), operands.get(1));
  }

  @Override
  public Shape shape(List<Shape> operands) {
    return ResultShapes.elementwise(
        name().toLowerCase(Locale.ROOT), operands.get(0), operands.get(1));
  }

  @Override
  public Tensor gradient(int which, Tensor gradient, List<Tensor> operands, Tensor result) {
    Tensor left = operands.get(0);
    Tensor right = operands.get(1);
    return which == 0 ? toLeft(gradient, left, right) : toRight(gradient, left, right);
  }
}

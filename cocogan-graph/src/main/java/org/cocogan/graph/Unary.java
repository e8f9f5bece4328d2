package org.cocogan.graph;

import java.util.List;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Tensor;
import org.cocogan.tensor.TensorOperations;

/** A function of one operand, value by value. */
public enum Unary implements Primitive {
  /** x². */
  SQUARE {
    @Override
    <H> H apply(TensorOperations<H> to, H x) {
      return to.square(x);
    }

    @Override
    Tensor passed(Tensor gradient, Tensor x, Tensor y) {
      return gradient.multiply(x).multiply(2);
    }
  },
  /** √x. */
  SQRT {
    @Override
    <H> H apply(TensorOperations<H> to, H x) {
      return to.sqrt(x);
    }

    @Override
    Tensor passed(Tensor gradient, Tensor x, Tensor y) {
      return gradient.multiply(0.5f).divide(y);
    }
  },
  /** eˣ. */
  EXP {
    @Override
    <H> H apply(TensorOperations<H> to, H x) {
      return to.exp(x);
    }

    @Override
    Tensor passed(Tensor gradient, Tensor x, Tensor y) {
      return gradient.multiply(y);
    }
  },
  /** ln x. */
  LOG {
    @Override
    <H> H apply(TensorOperations<H> to, H x) {
      return to.log(x);
    }

    @Override
    Tensor passed(Tensor gradient, Tensor x, Tensor y) {
      return gradient.divide(x);
    }
  },
  /** |x|. */
  ABS {
    @Override
    <H> H apply(TensorOperations<H> to, H x) {
      return to.abs(x);
    }

    @Override
    Tensor passed(Tensor gradient, Tensor x, Tensor y) {
      return gradient.multiply(x.positiveMask().subtract(x.negate().positiveMask()));
    }
  },
  /** max(x, 0). */
  RELU {
    @Override
    <H> H apply(TensorOperations<H> to, H x) {
      return to.relu(x);
    }

    // The mask of the result is that of the operand, which so need not be kept.
    @Override
    Tensor passed(Tensor gradient, Tensor x, Tensor y) {
      return gradient.multiply(y.positiveMask());
    }
  },
  /** Sine. */
  SIN {
    @Override
    <H> H apply(TensorOperations<H> to, H x) {
      return to.sin(x);
    }

    // The cosine is the sine a quarter of a turn ahead.
    @Override
    Tensor passed(Tensor gradient, Tensor x, Tensor y) {
      return gradient.multiply(x.add((float) (Math.PI / 2)).sin());
    }
  },
  /** Hyperbolic tangent. */
  TANH {
    @Override
    <H> H apply(TensorOperations<H> to, H x) {
      return to.tanh(x);
    }

    @Override
    Tensor passed(Tensor gradient, Tensor x, Tensor y) {
      return gradient.multiply(y.square().negate().add(1));
    }
  },
  /** 1 / (1 + e⁻ˣ). */
  SIGMOID {
    @Override
    <H> H apply(TensorOperations<H> to, H x) {
      return to.sigmoid(x);
    }

    @Override
    Tensor passed(Tensor gradient, Tensor x, Tensor y) {
      return gradient.multiply(y.multiply(y.negate().add(1)));
    }
  },
  /** ln(1 + eˣ). */
  SOFTPLUS {
    @Override
    <H> H apply(TensorOperations<H> to, H x) {
      return to.softplus(x);
    }

    @Override
    Tensor passed(Tensor gradient, Tensor x, Tensor y) {
      return gradient.multiply(x.sigmoid());
    }
  },
  /** 1 where x > 0, 0 elsewhere. */
  POSITIVE_MASK {
    @Override
    <H> H apply(TensorOperations<H> to, H x) {
      return to.positiveMask(x);
    }

    @Override
    public boolean passesGradient() {
      return false;
    }
  },
  /** The same values, where no gradient passes. */
  STOP_GRADIENT {
    @Override
    <H> H apply(TensorOperations<H> to, H x) {
      return to.stopGradient(x);
    }

    @Override
    public boolean passesGradient() {
      return false;
    }
  };

  abstract <H> H apply(TensorOperations<H> to, H x);

  /** The gradient of the operand x from that of the result y. */
  Tensor passed(Tensor gradient, Tensor x, Tensor y) {
    throw new IllegalStateException("no gradient passes " + this);
  }

  @Override
  public <H> H apply(TensorOperations<H> to, List<H> operands) {
    return apply(to, operands.get(0));
  }

  @Override
  public Shape shape(List<Shape> operands) {
    return operands.get(0);
  }

  @Override
  public Tensor gradient(int which, Tensor gradient, List<Tensor> operands, Tensor result) {
    return passed(gradient, operands.get(0), result);
  }
}

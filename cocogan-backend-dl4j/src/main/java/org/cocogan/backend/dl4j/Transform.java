package org.cocogan.backend.dl4j;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.Op;
import org.nd4j.linalg.api.ops.impl.scalar.Step;
import org.nd4j.linalg.api.ops.impl.transforms.floating.Sqrt;
import org.nd4j.linalg.api.ops.impl.transforms.same.Abs;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Exp;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Log;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Sin;

/** A function of one operand, value by value, that ND4J has only as a class. */
enum Transform implements Kernel {
  /** √x. */
  SQRT,
  /** eˣ. */
  EXP,
  /** ln x. */
  LOG,
  /** sin x. */
  SIN,
  /** |x|. */
  ABS,
  /** 1 where x &gt; 0, 0 elsewhere. */
  POSITIVE_MASK;

  /** The operation, bound to arrays. */
  Op of(INDArray operand, INDArray result) {
    return switch (this) {
      case SQRT -> new Sqrt(operand, result);
      case EXP -> new Exp(operand, result);
      case LOG -> new Log(operand, result);
      case SIN -> new Sin(operand, result);
      case ABS -> new Abs(operand, result);
      case POSITIVE_MASK -> new Step(operand, result, 0);
    };
  }
}

package org.cocogan.contract;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.cocogan.model.Initializer;
import org.cocogan.model.ModelSettings;
import org.cocogan.model.Parameter;
import org.cocogan.model.RandomInput;
import org.cocogan.patch.Size;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Tensor;

/**
 * The promises that generators and discriminators alike have to keep.
 *
 * @param prefix what names of parameters begin with
 */
record NetworkContract(Contract contract, ModelSettings settings, String prefix) {
  /** Parameters that have a name of the network's, each declared once. */
  List<Parameter> parameters(List<Parameter> declared) {
    String call = "parameters()";
    Set<String> names = new HashSet<>();
    for (Parameter parameter : contract.list(call, declared)) {
      String name = contract.text("the name of one of parameters()", parameter.name());
      contract.present("the shape of " + name, parameter.shape());
      String start = "the initializer of " + name;
      Initializer initializer = contract.present(start, parameter.initializer());
      contract.require(isFinite(initializer), start, initializer, "finite numbers");
      contract.require(names.add(name), call, name + " twice", "each name once");
      contract.require(name.startsWith(prefix), call, name, "names that begin with " + prefix);
    }
    return declared;
  }

  private static boolean isFinite(Initializer initializer) {
    if (initializer instanceof Initializer.Constant constant) {
      return Float.isFinite(constant.value());
    }
    if (initializer instanceof Initializer.Uniform uniform) {
      return Double.isFinite(uniform.limit());
    }
    if (initializer instanceof Initializer.Normal normal) {
      return Double.isFinite(normal.mean()) && Double.isFinite(normal.standardDeviation());
    }
    return Double.isFinite(((Initializer.TruncatedNormal) initializer).standardDeviation());
  }

  /** Random numbers, each declared once. */
  List<RandomInput> random(List<RandomInput> declared) {
    String call = "random()";
    Set<String> names = new HashSet<>();
    for (RandomInput input : contract.list(call, declared)) {
      String name = contract.text("the name of one of random()", input.name());
      contract.require(names.add(name), call, name + " twice", "each name once");
    }
    return declared;
  }

  /** A tensor of a shape. */
  Tensor shaped(String call, Tensor made, int... dimensions) {
    Shape expected = Shape.of(dimensions);
    Shape came = contract.present(call, made).shape();
    contract.require(came.equals(expected), call, "a tensor of shape " + came, expected);
    return made;
  }

  /** Pictures of whole micro patches. */
  Tensor rectangles(String call, Tensor made, int rows) {
    Shape came = contract.present(call, made).shape();
    Size micro = settings.layout().micro();
    contract.require(
        came.rank() == 4
            && came.dimension(0) == rows
            && came.dimension(1) == settings.channels()
            && came.dimension(2) % micro.height() == 0
            && came.dimension(3) % micro.width() == 0,
        call,
        "a tensor of shape " + came,
        String.format(
            Locale.ROOT,
            "[%d, %d, height, width] of whole micro patches of %s",
            rows,
            settings.channels(),
            micro));
    return made;
  }

  /** A tensor with so many rows of one kind of numbers. */
  Tensor rows(String call, Tensor made, int rows) {
    Shape came = contract.present(call, made).shape();
    contract.require(
        came.rank() == 2 && came.dimension(0) == rows && came.dimension(1) > 0,
        call,
        "a tensor of shape " + came,
        "two axes, the first of size " + rows);
    return made;
  }
}

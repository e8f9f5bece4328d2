package org.cocogan.released;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.cocogan.model.Parameter;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Shape;

/** A parameter of ours as other software stores it. */
interface StoredParameter {
  /** Ours. */
  Parameter parameter();

  /** The name of the tensor that holds it. */
  String name();

  /** That tensor's sizes. */
  Shape shape();

  /**
   * Our array of values that the other software stores.
   *
   * @param stored of the {@link #shape()} there
   * @throws IllegalArgumentException if it is of another shape
   */
  HostArray read(HostArray stored);

  /**
   * What keeps a file from holding these parameters: tensors that are missing, of another shape, or
   * too many.
   *
   * @param stored the shapes of the file's tensors by name
   * @param known whether a tensor that holds none of the parameters belongs to them all the same
   * @return a line for each; empty if all is as it should be
   */
  static List<String> problems(
      List<? extends StoredParameter> wanted, Map<String, Shape> stored, Predicate<String> known) {
    Set<String> problems = new LinkedHashSet<>();
    Set<String> surplus = new LinkedHashSet<>(stored.keySet());
    surplus.removeIf(known);
    for (StoredParameter one : wanted) {
      Shape shape = stored.get(one.name());
      if (shape == null) {
        problems.add("%s %s is missing".formatted(one.name(), one.shape()));
      } else if (!shape.equals(one.shape())) {
        problems.add("%s is %s instead of %s".formatted(one.name(), shape, one.shape()));
      }
      surplus.remove(one.name());
    }
    surplus.forEach(
        name -> problems.add("%s %s is of no network here".formatted(name, stored.get(name))));
    return new ArrayList<>(problems);
  }
}

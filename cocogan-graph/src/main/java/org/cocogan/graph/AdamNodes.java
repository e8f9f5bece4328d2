package org.cocogan.graph;

import java.util.LinkedHashMap;
import java.util.Map;
import org.cocogan.tensor.AdamUpdate;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Tensor;

/** Adam as nodes of a program's graph, for engines without a faster one of their own. */
public final class AdamNodes {
  /** The input, a scalar, that takes {@link AdamUpdate#correctedRate}. */
  public static final Leaf.Input RATE = new Leaf.Input("adam/rate", Shape.of());

  private AdamNodes() {}

  /**
   * The new values of the trained variables and their moments, by variable.
   *
   * @param update its rate and number do not matter
   */
  public static Map<String, Node> of(RecordedProgram program, AdamUpdate update) {
    Recorder recorder = program.recorder();
    Tensor rate = recorder.tensor(recorder.leaf(RATE));
    Map<String, Node> updated = new LinkedHashMap<>();
    program
        .gradients()
        .forEach(
            (name, node) -> {
              Tensor gradient = recorder.tensor(node);
              Tensor first =
                  moved(
                      variable(update.firstMoment(name), node, recorder), gradient, update.beta1());
              Tensor second =
                  moved(
                      variable(update.secondMoment(name), node, recorder),
                      gradient.square(),
                      update.beta2());
              Tensor step = first.divide(second.sqrt().add((float) update.epsilon()));
              Tensor weight = variable(name, node, recorder).subtract(step.multiply(rate));
              updated.put(update.firstMoment(name), first.handleIn(recorder));
              updated.put(update.secondMoment(name), second.handleIn(recorder));
              updated.put(name, weight.handleIn(recorder));
            });
    return updated;
  }

  private static Tensor variable(String name, Node like, Recorder recorder) {
    return recorder.tensor(recorder.leaf(new Leaf.Variable(name, 0, like.shape())));
  }

  private static Tensor moved(Tensor average, Tensor value, double decay) {
    return average.multiply((float) decay).add(value.multiply((float) (1 - decay)));
  }
}

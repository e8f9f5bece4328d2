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

  /** The input, a scalar, that takes 1 - {@link AdamUpdate#beta2}. */
  public static final Leaf.Input SECOND_SHARE = new Leaf.Input("adam/second_share", Shape.of());

  private AdamNodes() {}

  /**
   * The new values of the trained variables and their moments, by variable.
   *
   * @param update its rate, number and β₂ do not matter
   */
  public static Map<String, Node> of(RecordedProgram program, AdamUpdate update) {
    Recorder recorder = program.recorder();
    Tensor rate = recorder.tensor(recorder.leaf(RATE));
    Tensor secondShare = recorder.tensor(recorder.leaf(SECOND_SHARE));
    Map<String, Node> updated = new LinkedHashMap<>();
    program
        .gradients()
        .forEach(
            (name, node) -> {
              Tensor gradient = recorder.tensor(node);
              Tensor first =
                  variable(update.firstMoment(name), node, recorder)
                      .multiply((float) update.beta1())
                      .add(gradient.multiply((float) (1 - update.beta1())));
              Tensor before = variable(update.secondMoment(name), node, recorder);
              Tensor second = before.add(gradient.square().subtract(before).multiply(secondShare));
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
}

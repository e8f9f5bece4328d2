package org.cocogan.network;

/** Makes a generator for each position of a micro patch, under the name {@code multiple}. */
public final class MultipleGeneratorsProvider extends NamedGenerator {
  /** For {@link java.util.ServiceLoader}. */
  public MultipleGeneratorsProvider() {
    super(
        MultipleGenerators.NAME,
        "A generator of its own for each position of a micro patch (an ablation of the paper).",
        MultipleGenerators::new);
  }
}

package org.cocogan.network;

/** Makes a generator for each position of a micro patch, under the name {@code multiple}. */
public final class MultipleGeneratorsProvider extends NamedGenerator {
  /** Creates the provider; {@link java.util.ServiceLoader} calls it. */
  public MultipleGeneratorsProvider() {
    super(
        MultipleGenerators.NAME,
        "A generator of its own for each position of a micro patch (an ablation of the paper).",
        MultipleGenerators::new);
  }
}

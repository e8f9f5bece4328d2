package org.cocogan.train;

import java.util.ArrayList;
import java.util.List;
import org.cocogan.model.Discriminator;
import org.cocogan.model.Generator;
import org.cocogan.model.ModelSettings;
import org.cocogan.model.Parameter;
import org.cocogan.patch.Merger;

/**
 * The two networks of an experiment and how patches are merged between them.
 *
 * @param settings what they were made from
 * @param generator makes micro patches
 * @param discriminator judges macro patches
 * @param merger puts the one together to the other
 */
public record Networks(
    ModelSettings settings, Generator generator, Discriminator discriminator, Merger merger) {
  /** The same networks, as made from other settings that give equal networks. */
  public Networks with(ModelSettings settings) {
    return new Networks(settings, generator, discriminator, merger);
  }

  /** Every parameter of both networks. */
  public List<Parameter> parameters() {
    List<Parameter> parameters = new ArrayList<>(generator.parameters());
    parameters.addAll(discriminator.parameters());
    return parameters;
  }
}

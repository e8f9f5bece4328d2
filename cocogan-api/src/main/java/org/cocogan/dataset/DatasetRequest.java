package org.cocogan.dataset;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.cocogan.patch.Size;
import org.cocogan.provider.Parameters;

/**
 * The request for a data set: what an experiment needs of its images.
 *
 * @param imageSize the size every image must have
 * @param channels 3 for red, green, blue; 1 for grey
 * @param parameters the values of the provider's own parameters
 * @param cache a folder for what is worth keeping from run to run
 * @param notices takes lines for people, such as what is being prepared
 */
public record DatasetRequest(
    Size imageSize, int channels, Parameters parameters, Path cache, Consumer<String> notices) {}

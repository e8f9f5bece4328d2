package org.cocogan.metric;

import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.cocogan.dataset.Dataset;
import org.cocogan.patch.CoordinateSystem;
import org.cocogan.patch.Size;
import org.cocogan.provider.Parameters;

/**
 * The request for a metric: the images that it will measure, and what it may use.
 *
 * @param imageSize the size of every generated image
 * @param channels of every image: 3 for red, green, blue; 1 for grey
 * @param images how many generated images will come, at least one
 * @param coordinates where their patches meet and which of their edges
 * @param real opens the images that were learned from, for metrics that compare with them; throws a
 *     RuntimeException that says what would help if they are not there; whoever opens closes them
 * @param parameters the values of the metric's own parameters
 * @param shared what it shares with the other metrics of the evaluation
 * @param cache a folder for what is worth keeping, such as statistics of real images
 * @param notices takes lines for people, such as what is being prepared
 */
public record MetricRequest(
    Size imageSize,
    int channels,
    int images,
    CoordinateSystem coordinates,
    Supplier<Dataset> real,
    Parameters parameters,
    Shared shared,
    Path cache,
    Consumer<String> notices) {}

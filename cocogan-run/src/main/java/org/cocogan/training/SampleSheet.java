package org.cocogan.training;

import java.nio.file.Path;
import java.util.List;
import org.cocogan.data.PixelImage;

/**
 * A sheet of images that a generator has drawn in the course of a training.
 *
 * @param step steps that had been taken
 * @param images of the latent vectors that stay the same
 * @param file shows them all
 */
public record SampleSheet(long step, List<PixelImage> images, Path file) {}

package org.cocogan.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.cocogan.model.LatentSpace;
import org.cocogan.render.PatchRenderer;
import org.cocogan.run.LatentFile;
import org.cocogan.tensor.HostArray;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Latent vectors in files: those to draw from, and those that were drawn from. */
final class LatentArguments {
  @Option(
      names = "--latents",
      paramLabel = "FILE.npy",
      description = {
        "Draws an image of each row of an array [n, z_dim] that NumPy has saved; where images have"
            + " classes, an entry for each follows."
      })
  private Optional<Path> given = Optional.empty();

  @Option(
      names = "--save-latents",
      paramLabel = "FILE.npy",
      description = "Writes the latent vectors of the images, as --latents reads them.")
  private Optional<Path> saved = Optional.empty();

  @Spec(Target.MIXEE)
  private CommandSpec spec;

  /**
   * The latent vectors to draw from.
   *
   * @param name what the names of pictures begin with
   * @param first number of the first image
   * @param count how many images
   * @param of the vector [latent dimension] of an image's number
   * @param origin what the JSON object says of it
   */
  record Vectors(
      String name, long first, int count, LongFunction<HostArray> of, Map<String, Object> origin) {}

  /** The vectors of the file that is given, or else of the seed. */
  Vectors vectors(LatentSpace space, long seed, long first, int count) {
    if (given.isEmpty()) {
      return new Vectors(
          "seed-" + seed,
          first,
          count,
          image -> PatchRenderer.latent(seed, PatchRenderer.GENERATED, image, space),
          Map.of("seed", seed));
    }
    if (isThere("--seed")) {
      throw new ParameterException(
          spec.commandLine(), "--seed draws latent vectors, and --latents reads them: name one.");
    }
    Path path = given.get();
    LatentFile file = LatentFile.read(path, space.dimension());
    long rest = file.rows() - first;
    long wanted = isThere("--count") ? count : rest;
    if (rest < 1 || wanted > rest) {
      throw new CommandException(
          "%s has %s rows, too few for --first %s%s"
              .formatted(path, file.rows(), first, rest < 1 ? "" : " and --count " + wanted));
    }
    String name = String.valueOf(path.getFileName()).replaceFirst("\\.npy$", "");
    return new Vectors(name, first, (int) wanted, file::latent, Map.of("latents", path.toString()));
  }

  private boolean isThere(String option) {
    return spec.commandLine().getParseResult().hasMatchedOption(option);
  }

  /** Writes the vectors of what was drawn, if that is asked for. */
  void save(Vectors vectors) throws IOException {
    if (saved.isPresent()) {
      LatentFile.write(
          saved.get(),
          LongStream.range(vectors.first(), vectors.first() + vectors.count())
              .mapToObj(vectors.of())
              .toList());
    }
  }
}

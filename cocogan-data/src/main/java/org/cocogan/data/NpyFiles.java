package org.cocogan.data;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.cocogan.data.NumberRange.Extremes;
import org.jspecify.annotations.Nullable;

/**
 * The .npy files of a folder or zip, an image each. What floats run over is one decision for all of
 * them: it is stated, or read off the first files.
 */
final class NpyFiles implements ImageSource {
  static final FileTypes TYPES =
      new FileTypes(
          Set.of("npy"), Set.of("npz"), "archives are not read; save each image as an .npy file");

  /** How many files tell what floats run over. */
  static final int DECIDING = 32;

  private static final String REMEDY = "state the range, 0..1, -1..1 or 0..255";

  private final FileTree tree;
  private final List<String> entries;
  private final Optional<NumberRange> stated;
  private @Nullable Decision decision;

  /**
   * The range of numbers, as the first files tell it.
   *
   * @param numbers of those that have floats; empty if none does
   * @param range what they run over; empty if that is in doubt, or there are none
   */
  private record Decision(Optional<Extremes> numbers, Optional<NumberRange> range) {}

  /**
   * Reads a tree, which it closes in the end.
   *
   * @param stated what floats run over; empty to read it off the first files
   */
  NpyFiles(FileTree tree, Optional<NumberRange> stated) {
    this.tree = tree;
    this.stated = stated;
    entries = tree.files();
  }

  @Override
  public String name() {
    return tree.name();
  }

  @Override
  public List<String> entries() {
    return entries;
  }

  @Override
  public List<Skipped> skipped() {
    return tree.skipped();
  }

  @Override
  public Optional<String> decided() {
    if (stated.isPresent() || decision().numbers().isEmpty()) {
      return Optional.empty();
    }
    Extremes numbers = decision().numbers().get();
    return Optional.of(
        name()
            + ": floats are read as "
            + range()
            + ", for those of the "
            + firstFiles()
            + " lie in "
            + numbers);
  }

  @Override
  public PixelImage load(int index, ImageDecoder decoder, UnaryOperator<PixelImage> next) {
    NpyArray array = NpyArray.read(tree.read(entries.get(index)));
    PixelImage image = array.hasFloats() ? ofFloats(array) : array.image();
    return next.apply(image.withChannels(decoder.channels()));
  }

  private PixelImage ofFloats(NpyArray array) {
    // First, so that of what is no image this is said, and not that the range is in doubt.
    Extremes numbers = array.extremes();
    NumberRange range = range();
    if (!range.allows(numbers)) {
      String whose = stated.isPresent() ? "are stated to be" : "of the " + firstFiles() + " are";
      throw new DataException(
          "its numbers lie in %s, but those %s %s; %s"
              .formatted(
                  numbers,
                  whose,
                  range,
                  stated.isPresent() ? "convert it" : "convert it, or " + REMEDY));
    }
    return array.image(range);
  }

  private NumberRange range() {
    return stated
        .or(() -> decision().range())
        .orElseThrow(
            () ->
                new DataException(
                    name()
                        + ": "
                        + decision()
                            .numbers()
                            .map(
                                numbers ->
                                    "the numbers of its " + firstFiles() + " lie in " + numbers)
                            .orElse("its " + firstFiles() + " have no floats, but others have")
                        + ", which leaves in doubt how they are meant; "
                        + REMEDY));
  }

  private String firstFiles() {
    return entries.size() > DECIDING ? "first " + DECIDING + " files" : "files";
  }

  private synchronized Decision decision() {
    Decision known = decision;
    if (known == null) {
      Optional<Extremes> numbers =
          entries.stream()
              .limit(DECIDING)
              .flatMap(name -> floats(name).stream())
              .reduce(Extremes::with);
      known = new Decision(numbers, numbers.flatMap(NumberRange::of));
      decision = known;
    }
    return known;
  }

  /**
   * The floats of a file that has such; what cannot be read is told of where its own turn comes.
   */
  private Optional<Extremes> floats(String name) {
    try {
      NpyArray array = NpyArray.read(tree.read(name));
      return array.hasFloats() ? Optional.of(array.extremes()) : Optional.empty();
    } catch (DataException e) {
      return Optional.empty();
    }
  }

  @Override
  public String digest() {
    return FileListing.digest(
        tree.digest(), stated.map(NumberRange::toString).orElse("decided for all files"));
  }

  @Override
  public void close() {
    tree.close();
  }
}

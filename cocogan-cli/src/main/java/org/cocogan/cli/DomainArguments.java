package org.cocogan.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.cocogan.data.Backgrounds;
import org.cocogan.data.ChangedSource;
import org.cocogan.data.DomainChange;
import org.cocogan.data.Half;
import org.cocogan.data.HalfSource;
import org.cocogan.data.ImageSource;
import org.cocogan.dataset.DomainMap;
import org.cocogan.patch.Size;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The images that make a domain of their own, and how they are changed for it. */
final class DomainArguments {
  @Option(
      names = "--half",
      paramLabel = "WHICH",
      converter = HalfName.class,
      description =
          "Takes one half of the images, first or second: a shuffled split, so that two domains"
              + " share no image.")
  private Optional<Half> half = Optional.empty();

  @ArgGroup private Change change = new Change();

  /** The change of the images; one of these at most. */
  private static final class Change {
    @Option(
        names = "--change",
        paramLabel = "HOW",
        converter = MapName.class,
        description =
            "Makes each image one of another domain: edges (what a dilation by 3x3 pixels adds) or"
                + " negative.")
    private Optional<DomainMap> map = Optional.empty();

    @Option(
        names = "--blend",
        paramLabel = "PHOTOGRAPHS",
        description =
            "Blends each image over a part of a photograph of this folder or zip, as MNIST-M does:"
                + " the absolute difference.")
    private Optional<Path> photographs = Optional.empty();
  }

  /**
   * The domain's images.
   *
   * @param images all of them
   * @param channels of a prepared image
   * @param size of a prepared image
   */
  ImageSource of(ImageSource images, int channels, Size size) {
    ImageSource part = half.<ImageSource>map(which -> new HalfSource(images, which)).orElse(images);
    return change
        .map
        .map(DomainChange::of)
        .or(() -> change.photographs.map(path -> Backgrounds.open(path, channels, size)))
        .<ImageSource>map(how -> new ChangedSource(part, how))
        .orElse(part);
  }

  /** Reads first or second. */
  static final class HalfName implements ITypeConverter<Half> {
    @Override
    public Half convert(String text) {
      return constant(Half.class, text, "first or second");
    }
  }

  /** Reads edges or negative. */
  static final class MapName implements ITypeConverter<DomainMap> {
    @Override
    public DomainMap convert(String text) {
      return constant(DomainMap.class, text, "edges or negative");
    }
  }

  private static <E extends Enum<E>> E constant(Class<E> type, String text, String choices) {
    for (E constant : type.getEnumConstants()) {
      if (constant.name().toLowerCase(Locale.ROOT).equals(text)) {
        return constant;
      }
    }
    throw new TypeConversionException("'" + text + "' is not " + choices);
  }
}

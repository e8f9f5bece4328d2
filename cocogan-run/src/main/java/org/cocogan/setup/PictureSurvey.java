package org.cocogan.setup;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.cocogan.data.ClassLabels;
import org.cocogan.data.DataException;
import org.cocogan.data.DatasetKind;
import org.cocogan.data.ImageDecoder;
import org.cocogan.data.ImageSource;
import org.cocogan.data.PixelImage;
import org.cocogan.data.RepeatedImageException;
import org.cocogan.dataset.Dataset;
import org.cocogan.exact.Product;
import org.cocogan.patch.Size;
import org.cocogan.text.Counted;

/**
 * A survey of the pictures of a data set.
 *
 * @param name of the data set
 * @param count how many pictures there are
 * @param sizes of the pictures that were looked at, by their shorter side; at least one
 * @param channels 1 if all that were looked at are grey, otherwise 3
 * @param repeated how many of them are the same file as an earlier one
 * @param unreadable how many of them cannot be read
 * @param inFolders whether each lies in one of several folders
 * @param edges which of their edges meet
 */
public record PictureSurvey(
    String name,
    int count,
    List<Size> sizes,
    int channels,
    int repeated,
    int unreadable,
    boolean inFolders,
    Edges edges) {
  private static final int MOST_LOOKED_AT = 200;
  private static final int COLOUR = 3;

  /** Copies the list. */
  public PictureSurvey {
    sizes =
        sizes.stream()
            .sorted(Comparator.comparingInt(size -> Math.min(size.height(), size.width())))
            .toList();
  }

  /**
   * Looks at up to 200 pictures from all over a source.
   *
   * @param kind of the source; one that is known for a size makes its pictures that large
   * @throws DataException if none of those can be read
   */
  static PictureSurvey of(ImageSource source, DatasetKind kind) {
    ImageDecoder decoder = new ImageDecoder(COLOUR);
    Looks looks = new Looks();
    int count = source.entries().size();
    for (int index : spread(count)) {
      try {
        looks.add(source.load(index, decoder, image -> image));
      } catch (RepeatedImageException e) {
        looks.repeated++;
      } catch (DataException e) {
        looks.failed(source.entries().get(index), e);
      }
    }
    return looks.survey(source.name(), count, kind.size(), inFolders(source));
  }

  private static boolean inFolders(ImageSource source) {
    try {
      return new HashSet<>(ClassLabels.of(ClassLabels.FOLDERS).of(source)).size() > 1;
    } catch (DataException e) {
      // A picture lies beside the folders: these are no classes.
      return false;
    }
  }

  /** Looks at up to 200 pictures from all over a data set. */
  static PictureSurvey of(Dataset dataset) {
    Looks looks = new Looks();
    Size size = dataset.imageSize();
    int row = Product.of(size.width(), dataset.channels());
    for (int index : spread(dataset.count())) {
      byte[] pixels = new byte[Product.of(size.height(), row)];
      dataset.read(index, 0, 0, size.height(), size.width(), pixels, 0, row);
      looks.add(new PixelImage(size, dataset.channels(), pixels));
    }
    return looks.survey(dataset.name(), dataset.count(), Optional.empty(), false);
  }

  private static List<Integer> spread(int count) {
    List<Integer> indices = new ArrayList<>();
    int looks = Math.min(count, MOST_LOOKED_AT);
    for (int i = 0; i < looks; i++) {
      indices.add(Math.toIntExact((long) i * count / looks));
    }
    return indices;
  }

  /** What they are like, such as {@code 181 pictures of 360x720 in landscapes.zip, in colour}. */
  public String sentence() {
    Size smallest = sizes.get(0);
    Size largest = sizes.get(sizes.size() - 1);
    String looked = sizes.size() + repeated + unreadable < count ? " looked at" : "";
    StringBuilder text = new StringBuilder();
    text.append(Counted.of(count, "picture"))
        .append(
            smallest.equals(largest) ? " of " + smallest : " from " + smallest + " to " + largest)
        .append(" in ")
        .append(name)
        .append(channels == 1 ? ", grey" : ", in colour");
    if (repeated > 0) {
      text.append("; ").append(Counted.of(repeated, "repeated file")).append(looked);
    }
    if (unreadable > 0) {
      text.append("; ")
          .append(Counted.of(unreadable, "file"))
          .append(looked)
          .append(" cannot be read");
    }
    return text.append(edges.sentence()).toString();
  }

  /** A shorter side that nineteen of twenty pictures have, in pixels. */
  int usualShortSide() {
    Size size = sizes.get(sizes.size() / 20);
    return Math.min(size.height(), size.width());
  }

  /**
   * Width divided by height, of the picture in the middle; 1 where some pictures lie and others
   * stand.
   */
  double proportion() {
    List<Double> sorted =
        sizes.stream().map(size -> size.width() / (double) size.height()).sorted().toList();
    double low = sorted.get(sorted.size() / 10);
    double high = sorted.get(sorted.size() - 1 - sorted.size() / 10);
    return low < 1 && high > 1 ? 1 : sorted.get(sorted.size() / 2);
  }

  /** The findings about the pictures that have been looked at so far. */
  private static final class Looks {
    private final List<Size> sizes = new ArrayList<>();
    private final Edges.Votes edges = new Edges.Votes();
    private int channels = 1;
    private int repeated;
    private int unreadable;
    private String firstFailure = "";

    void add(PixelImage image) {
      sizes.add(image.size());
      edges.add(image);
      if (isColoured(image)) {
        channels = COLOUR;
      }
    }

    void failed(String entry, DataException failure) {
      unreadable++;
      firstFailure = firstFailure.isEmpty() ? entry + ": " + failure.getMessage() : firstFailure;
    }

    PictureSurvey survey(String name, int count, Optional<Size> usual, boolean inFolders) {
      if (sizes.isEmpty()) {
        throw new DataException(
            name + ": none of the pictures looked at can be read; the first, " + firstFailure);
      }
      return new PictureSurvey(
          name,
          count,
          usual.map(size -> sizes.stream().map(one -> size).toList()).orElse(sizes),
          channels,
          repeated,
          unreadable,
          inFolders,
          edges.majority());
    }

    private static boolean isColoured(PixelImage image) {
      byte[] pixels = image.pixels();
      if (image.channels() == 1) {
        return false;
      }
      for (int i = 0; i < pixels.length; i += COLOUR) {
        if (pixels[i] != pixels[i + 1] || pixels[i] != pixels[i + 2]) {
          return true;
        }
      }
      return false;
    }
  }
}

package org.cocogan.report.inspect;

import com.google.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.cocogan.data.DataException;
import org.cocogan.data.DatasetKind;
import org.cocogan.data.ImageSource;
import org.cocogan.data.Images;
import org.cocogan.data.PackDescription;
import org.cocogan.data.Packed;
import org.cocogan.data.Preparation;
import org.cocogan.dataset.Dataset;
import org.cocogan.dataset.DatasetProvider;
import org.cocogan.experiment.DataSettings;
import org.cocogan.wiring.Datasets;
import org.cocogan.wiring.NamedFolders;

/** Finds out where the images of an experiment are, without packing them. */
final class DataPlace {
  private static final Pattern MANY_IMAGES =
      Pattern.compile("(?i)\\.(npy|mdb)$|idx3-ubyte(\\.gz)?$|\\.tfrecords?");

  private final Map<String, DatasetProvider> providers;
  private final Datasets datasets;

  @Inject
  DataPlace(Map<String, DatasetProvider> providers, Datasets datasets) {
    this.providers = providers;
    this.datasets = datasets;
  }

  /**
   * The place of the images, or the reason why training would not find them.
   *
   * @param description such as {@code the folder data/celeba}
   * @param preparation how they are made to fit, or were in the pack; empty if they cannot be
   * @param problem what is missing and what would be right; empty if the images are there
   */
  record Found(String description, Optional<Preparation> preparation, Optional<String> problem) {
    private static Found there(String description, Preparation preparation) {
      return new Found(description, Optional.of(preparation), Optional.empty());
    }

    private static Found missing(String problem, Preparation preparation) {
      return new Found("not there yet", Optional.of(preparation), Optional.of(problem));
    }

    private static Found unusable(String problem, Preparation preparation) {
      return new Found("not usable", Optional.of(preparation), Optional.of(problem));
    }
  }

  Found find(DataSettings settings) {
    try {
      return find(settings, Datasets.preparation(settings));
    } catch (DataException e) {
      return new Found("not usable", Optional.empty(), Optional.of(String.valueOf(e.getMessage())));
    }
  }

  private Found find(DataSettings settings, Preparation preparation) {
    String name = settings.dataset();
    DatasetProvider provider = providers.get(name);
    if (provider != null) {
      return Found.there("built in", preparation);
    }
    return NamedFolders.missing(name)
        .map(missing -> Found.missing(missing + "; train needs one", preparation))
        .orElseGet(() -> at(NamedFolders.locate(name), settings, preparation));
  }

  private Found at(Path path, DataSettings settings, Preparation preparation) {
    DatasetKind kind = NamedFolders.kind(settings.dataset());
    if (Files.isDirectory(path)) {
      return folder(path, kind, preparation);
    }
    try (ImageSource zip = kind.open(path, Optional.of(settings.layout().full()))) {
      return Found.there("the zip " + path + ", " + images(zip.entries().size()), preparation);
    } catch (DataException noZip) {
      return pack(path, settings, preparation);
    }
  }

  private static Found folder(Path path, DatasetKind kind, Preparation preparation) {
    try (Stream<Path> files = Files.walk(path)) {
      // The first image suffices: to list all of a large data set takes too long.
      return files.anyMatch(file -> isImage(file, kind))
          ? Found.there("the folder " + path, preparation)
          : Found.unusable("the folder " + path + " has no images; train needs some", preparation);
    } catch (IOException | UncheckedIOException e) {
      return Found.unusable(
          "the folder " + path + " cannot be read: " + e.getMessage(), preparation);
    }
  }

  private static boolean isImage(Path file, DatasetKind kind) {
    String name = file.toString();
    boolean isOfKind =
        !kind.name().equals(DatasetKind.images().name()) && MANY_IMAGES.matcher(name).find();
    return Files.isRegularFile(file) && (isOfKind || Images.isImage(file));
  }

  /** Opening what is no folder and no zip packs nothing. */
  private Found pack(Path path, DataSettings settings, Preparation preparation) {
    try (Dataset pack = datasets.open(settings, false, () -> false, notice -> {})) {
      String place = "the pack " + path + ", " + images(pack.count());
      if (!(pack instanceof Packed opened)) {
        return Found.there(place, preparation);
      }
      PackDescription made = opened.description();
      return Found.there(
          place + made.advice().map(advice -> "; " + advice).orElse(""), made.preparation());
    } catch (DataException e) {
      return Found.unusable(String.valueOf(e.getMessage()), preparation);
    }
  }

  private static String images(int count) {
    return count == 1 ? "1 image" : String.format(Locale.ROOT, "%,d images", count);
  }
}

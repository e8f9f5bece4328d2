package org.cocogan.wiring;

import com.google.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.cocogan.CocoGanException;
import org.cocogan.cache.CacheFolder;
import org.cocogan.data.ClassLabels;
import org.cocogan.data.Crop;
import org.cocogan.data.DatasetKind;
import org.cocogan.data.DatasetKinds;
import org.cocogan.data.ImageDecoder;
import org.cocogan.data.ImageSource;
import org.cocogan.data.NumberRange;
import org.cocogan.data.PackCache;
import org.cocogan.data.PackListener;
import org.cocogan.data.PackSummary;
import org.cocogan.data.Packed;
import org.cocogan.data.Preparation;
import org.cocogan.data.Skipped;
import org.cocogan.dataset.Dataset;
import org.cocogan.dataset.DatasetProvider;
import org.cocogan.dataset.DatasetRequest;
import org.cocogan.experiment.DataSettings;
import org.cocogan.experiment.Experiment;
import org.cocogan.patch.Size;
import org.cocogan.text.Counted;
import org.cocogan.train.DomainPairs;

/**
 * Opens the data set an experiment names: a provider's, a kind's, or a path to a folder, zip or
 * pack.
 */
public final class Datasets {
  private static final int SKIPPED_SHOWN = 10;

  private final Map<String, DatasetProvider> providers;

  @Inject
  Datasets(Map<String, DatasetProvider> providers) {
    this.providers = providers;
  }

  /**
   * Opens the data set, or those of both domains as one of pairs; images that are not packed yet
   * are, and skipped ones are named.
   *
   * @param strict whether an image that cannot be used is an error instead of being skipped
   * @param stop whether packing is to stop, which is an error; the next attempt goes on from there
   * @param notices takes lines for people
   */
  public Dataset open(
      DataSettings settings, boolean strict, BooleanSupplier stop, Consumer<String> notices) {
    List<DataSettings> domains = settings.domains();
    Dataset first = openOne(domains.get(0), strict, stop, notices);
    if (domains.size() == 1) {
      return first;
    }
    try {
      return new DomainPairs(first, openOne(domains.get(1), strict, stop, notices));
    } catch (RuntimeException e) {
      first.close();
      throw e;
    }
  }

  /**
   * Makes sure that there is something to open, before anything else is begun.
   *
   * @throws CocoGanException that says what is missing
   */
  public void requireThere(DataSettings settings) {
    List<DataSettings> domains = settings.domains();
    for (int i = 0; i < domains.size(); i++) {
      String dataset = domains.get(i).dataset();
      String key = i == 0 ? "data_params.dataset" : "data_params.second_dataset";
      if (!providers.containsKey(dataset)) {
        NamedFolders.missing(dataset)
            .ifPresent(
                missing -> {
                  throw new CocoGanException(
                      "%s; name the pictures: --set %s=FOLDER".formatted(missing, key));
                });
      }
    }
  }

  /**
   * The experiment with the classes that its images have, unless it tells them itself; images that
   * are not packed yet are.
   *
   * @param strict whether an image that cannot be used is an error instead of being skipped
   * @param stop whether packing is to stop, which is an error; the next attempt goes on from there
   * @param notices takes lines for people
   * @throws CocoGanException if an image has no class
   */
  public Experiment withClasses(
      Experiment experiment, boolean strict, BooleanSupplier stop, Consumer<String> notices) {
    if (!countsClasses(experiment)) {
      return experiment;
    }
    try (Dataset dataset = open(experiment.data(), strict, stop, notices)) {
      return experiment.withClasses(
          counted(
              IntStream.range(0, dataset.count())
                  .mapToObj(image -> dataset.classes().get(dataset.classOf(image)))));
    }
  }

  /**
   * The same without packing anything: of images that are not packed yet all count, also those that
   * cannot be used. Without images the experiment is what it was.
   *
   * @throws CocoGanException if an image has no class
   */
  public Experiment withClassesListed(Experiment experiment) {
    DataSettings settings = experiment.data();
    String name = settings.dataset();
    boolean provided = providers.containsKey(name);
    if (!countsClasses(experiment) || (!provided && NamedFolders.missing(name).isPresent())) {
      return experiment;
    }
    Path path = NamedFolders.locate(name);
    if (provided || Packed.isPacked(path)) {
      return withClasses(experiment, false, () -> false, notice -> {});
    }
    try (ImageSource source = kind(settings).open(path, Optional.of(settings.layout().full()))) {
      return experiment.withClasses(counted(source.labels().stream()));
    }
  }

  private static boolean countsClasses(Experiment experiment) {
    return experiment.data().classes().isPresent()
        && experiment.network().latentSpace().classes().isEmpty();
  }

  private static SortedMap<String, Integer> counted(Stream<String> labels) {
    return labels.collect(Collectors.toMap(name -> name, name -> 1, Integer::sum, TreeMap::new));
  }

  private Dataset openOne(
      DataSettings settings, boolean strict, BooleanSupplier stop, Consumer<String> notices) {
    Dataset opened = openUnchecked(settings, strict, stop, notices);
    if (settings.classes().isPresent() && opened.classes().isEmpty()) {
      String name = opened.name();
      opened.close();
      throw new CocoGanException(
          "data_params.classes: the images of %s have no classes; pack them with data prepare"
                  .formatted(name)
              + " --classes, or write False");
    }
    return opened;
  }

  private Dataset openUnchecked(
      DataSettings settings, boolean strict, BooleanSupplier stop, Consumer<String> notices) {
    Path cache = cache();
    DatasetProvider provider = providers.get(settings.dataset());
    if (provider != null) {
      return provider.open(
          new DatasetRequest(
              settings.layout().full(),
              settings.channels(),
              Catalogue.parameters("data set", provider, settings.datasetParameters()),
              cache,
              notices));
    }
    Packed pack =
        new PackCache(cache)
            .open(
                NamedFolders.locate(settings.dataset()),
                kind(settings),
                preparation(settings),
                settings.channels(),
                strict,
                announcing(stop, notices));
    return advised(pack, notices);
  }

  /** Says what to do about a pack that was made by an older decoder. */
  private static Packed advised(Packed pack, Consumer<String> notices) {
    pack.description().advice().ifPresent(advice -> notices.accept(pack.path() + ": " + advice));
    return pack;
  }

  /**
   * Opens images that no experiment says the size of; repeated files count, too.
   *
   * @param dataset a data set's name, or the path of a folder, zip or pack
   * @param wanted the size to bring them to, as training does; without it all must have the size of
   *     the kind, or of the first image
   * @param channels 3 for red, green, blue; 1 for grey
   * @throws CocoGanException if the size cannot be told
   * @throws org.cocogan.data.DataException if images are of several sizes and none is wanted, or
   *     they cannot be read
   */
  public Dataset open(
      String dataset, Optional<Size> wanted, int channels, Consumer<String> notices) {
    DatasetProvider provider = providers.get(dataset);
    if (provider != null) {
      Size size =
          wanted.orElseThrow(
              () ->
                  new CocoGanException("state the size of images of " + dataset + ": --size H,W"));
      return provider.open(
          new DatasetRequest(
              size,
              channels,
              Catalogue.parameters("data set", provider, Map.of()),
              cache(),
              notices));
    }
    Path path = NamedFolders.locate(dataset);
    if (Packed.isPacked(path)) {
      return advised(Packed.open(path), notices);
    }
    DatasetKind named = NamedFolders.kind(dataset);
    DatasetKind kind =
        named.name().equals(DatasetKind.images().name()) ? DatasetKind.allImages() : named;
    Optional<Size> usual = wanted.or(kind::size);
    Preparation preparation =
        usual.isPresent()
            ? kind.preparation(usual.get(), Crop.centre())
            : new Preparation(sizeOfFirst(kind, path, channels), Crop.exact(), false);
    return new PackCache(cache())
        .open(path, kind, preparation, channels, usual.isEmpty(), announcing(() -> false, notices));
  }

  /** Whether a data set's name is a provider's or a kind's, and so no path. */
  public boolean isName(String dataset) {
    return providers.containsKey(dataset) || NamedFolders.NAMES.contains(dataset);
  }

  /**
   * The images of a kind's name or a path as they are, before any preparation; empty where there
   * are none but prepared ones, a provider's or a pack's.
   *
   * @param dataset a data set's name, or the path of a folder, zip or pack
   * @throws org.cocogan.data.DataException if nothing is there, or no images are
   */
  public Optional<ImageSource> unprepared(String dataset) {
    Path path = NamedFolders.locate(dataset);
    return providers.containsKey(dataset) || Packed.isPacked(path)
        ? Optional.empty()
        : Optional.of(NamedFolders.kind(dataset).open(path, Optional.empty()));
  }

  private static Size sizeOfFirst(DatasetKind kind, Path path, int channels) {
    try (ImageSource source = kind.open(path, Optional.empty())) {
      return source.load(0, new ImageDecoder(channels), UnaryOperator.identity()).size();
    }
  }

  private static DatasetKind kind(DataSettings settings) {
    DatasetKind kind = NamedFolders.kind(settings.dataset());
    DatasetKind read =
        settings
            .numberRange()
            .flatMap(NumberRange::labelled)
            .map(range -> DatasetKinds.withRange(kind, range))
            .orElse(kind);
    return settings.classes().map(ClassLabels::of).map(read::labelled).orElse(read);
  }

  /** How an image of the data set's kind is made to fit. */
  public static Preparation preparation(DataSettings settings) {
    DatasetKind kind = NamedFolders.kind(settings.dataset());
    Size target = settings.layout().full();
    if (settings.officialPreprocessing()) {
      return kind.officialPreparation(target);
    }
    return kind.preparation(target, settings.centerCrop() ? Crop.centre() : Crop.none());
  }

  /** Where packs are kept. */
  public static Path cache() {
    return CacheFolder.path();
  }

  /** Says what is packed and what was skipped. */
  static PackListener announcing(BooleanSupplier stop, Consumer<String> notices) {
    return new PackListener() {
      @Override
      public boolean stops() {
        return stop.getAsBoolean();
      }

      @Override
      public void started(String source, int images) {
        notices.accept("packing " + Counted.of(images, "image") + " of " + source + " (once)");
      }

      @Override
      public void decided(String decision) {
        notices.accept(decision);
      }

      @Override
      public void resumed(int done, int total) {
        notices.accept("going on after image " + done + " of " + total);
      }

      @Override
      public void finished(PackSummary summary) {
        notices.accept("packed " + Counted.of(summary.packed(), "image"));
        if (summary.skipped().isEmpty()) {
          return;
        }
        notices.accept("skipped " + summary.skipped().size() + " (--strict refuses them):");
        for (Skipped skipped : summary.skipped().stream().limit(SKIPPED_SHOWN).toList()) {
          notices.accept("  " + skipped);
        }
        if (summary.skipped().size() > SKIPPED_SHOWN) {
          notices.accept("  and " + (summary.skipped().size() - SKIPPED_SHOWN) + " more");
        }
      }
    };
  }
}

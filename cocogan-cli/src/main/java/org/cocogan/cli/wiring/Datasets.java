package org.cocogan.cli.wiring;

import com.google.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.cocogan.data.Crop;
import org.cocogan.data.DatasetKind;
import org.cocogan.data.PackCache;
import org.cocogan.data.PackListener;
import org.cocogan.data.PackSummary;
import org.cocogan.data.Preparation;
import org.cocogan.data.Skipped;
import org.cocogan.dataset.Dataset;
import org.cocogan.dataset.DatasetProvider;
import org.cocogan.dataset.DatasetRequest;
import org.cocogan.experiment.DataSettings;
import org.cocogan.experiment.Preprocessing;
import org.cocogan.patch.Size;
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

  private Dataset openOne(
      DataSettings settings, boolean strict, BooleanSupplier stop, Consumer<String> notices) {
    Path cache = cache();
    DatasetProvider provider = providers.get(settings.dataset());
    if (provider != null) {
      return provider.open(
          new DatasetRequest(settings.layout().full(), settings.channels(), cache, notices));
    }
    return new PackCache(cache)
        .open(
            NamedFolders.locate(settings.dataset()),
            NamedFolders.kind(settings.dataset()),
            preparation(settings),
            settings.channels(),
            strict,
            announcing(stop, notices));
  }

  /** How an image of the data set's kind is made to fit. */
  public static Preparation preparation(DataSettings settings) {
    DatasetKind kind = NamedFolders.kind(settings.dataset());
    Size target = settings.layout().full();
    if (settings.preprocessing() == Preprocessing.OFFICIAL) {
      return kind.officialPreparation(target);
    }
    return kind.preparation(
        target,
        settings.crop() == org.cocogan.experiment.Crop.CENTER ? Crop.centre() : Crop.none());
  }

  /** Where packs are kept: {@code ~/.cache/cocogan}, or what COCOGAN_CACHE names. */
  public static Path cache() {
    String named = System.getenv("COCOGAN_CACHE");
    return named != null && !named.isBlank()
        ? Path.of(named)
        : Path.of(System.getProperty("user.home"), ".cache", "cocogan");
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
        notices.accept("packing " + images + " images of " + source + " (once)");
      }

      @Override
      public void resumed(int done, int total) {
        notices.accept("going on after image " + done + " of " + total);
      }

      @Override
      public void finished(PackSummary summary) {
        notices.accept("packed " + summary.packed() + " images");
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

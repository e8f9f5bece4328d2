package org.cocogan.cli.quickstart;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.cocogan.CocoGanException;
import org.cocogan.data.DatasetKind;
import org.cocogan.data.PackCache;
import org.cocogan.data.PackListener;
import org.cocogan.data.PackSummary;
import org.cocogan.data.Preparation;
import org.cocogan.dataset.Dataset;
import org.cocogan.dataset.DatasetProvider;
import org.cocogan.dataset.DatasetRequest;
import org.cocogan.file.DurableFiles;
import org.cocogan.file.FileFailures;

/** 4,000 drawn portraits of 64x64 pixels, under the name {@code quickstart}. */
public final class PortraitsProvider implements DatasetProvider {
  private static final String ARCHIVE = "portraits.zip";

  @Override
  public String name() {
    return "quickstart";
  }

  @Override
  public String description() {
    return "4,000 drawn portraits of 64x64 pixels, which ship with the program.";
  }

  @Override
  public Dataset open(DatasetRequest request) {
    return new PackCache(request.cache())
        .open(
            archive(request.cache()),
            DatasetKind.images(),
            Preparation.to(request.imageSize()),
            request.channels(),
            true,
            new PackListener() {
              @Override
              public void finished(PackSummary summary) {
                request.notices().accept("packed " + summary.packed() + " portraits (once)");
              }
            });
  }

  /** The archive as a file, copied out of the program once. */
  private static Path archive(Path cache) {
    Path file = cache.resolve(ARCHIVE);
    try (InputStream in = PortraitsProvider.class.getResourceAsStream(ARCHIVE)) {
      if (in == null) {
        throw new IllegalStateException("the portraits are missing from this build");
      }
      byte[] content = in.readAllBytes();
      if (!Files.exists(file) || Files.size(file) != content.length) {
        Files.createDirectories(cache);
        Path beside = Files.createTempFile(cache, ARCHIVE, ".partial");
        Files.write(beside, content);
        DurableFiles.move(beside, file);
      }
      return file;
    } catch (IOException e) {
      throw new CocoGanException(
          "cannot keep the portraits in %s: %s; set COCOGAN_CACHE to a writable folder"
              .formatted(cache, FileFailures.describe(e)),
          e);
    }
  }
}

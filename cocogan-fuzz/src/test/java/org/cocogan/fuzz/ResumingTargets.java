package org.cocogan.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.cocogan.data.DataException;
import org.cocogan.data.ImageSource;
import org.cocogan.data.PackBuilder;
import org.cocogan.data.PackListener;
import org.cocogan.data.PixelImage;
import org.cocogan.data.Preparation;
import org.cocogan.data.large.BandTarget;
import org.cocogan.data.large.DeepZoomFolder;
import org.cocogan.data.large.DeepZoomPage;
import org.cocogan.data.large.PictureFile;
import org.cocogan.data.large.Raster;
import org.cocogan.data.large.RasterFormat;
import org.cocogan.patch.Size;

/**
 * What an interrupted program leaves: journals and parts of files. Whatever has become of them, the
 * next attempt ends with the very same result as one that was never interrupted.
 */
final class ResumingTargets {
  private static final int SIDE = 256;
  private static final int IMAGES = 7;
  private static final int STOPPED_AFTER = 6;
  private static final Raster RASTER = new Raster(new Size(112, 70), 3, 32);
  private static final PixelImage PICTURE = Whole.noise(RASTER.size(), RASTER.channels(), 3);
  private static final String PNG = "x.png";
  private static final String TIFF = "x.tif";
  private static final String ZOOM = "zoom";

  private ResumingTargets() {}

  static List<Target> all() {
    Work packing = new Work("x.pack", ResumingTargets::pack);
    Work png = new Work(PNG, ResumingTargets::draw);
    Work tiff = new Work(TIFF, ResumingTargets::draw);
    Work zoom = new Work(ZOOM, ResumingTargets::draw);
    return List.of(
        packing.target("pack-journal", "x.pack.journal").with(new TextMutation()).costing(10),
        packing.target("pack-partial", "x.pack.partial").costing(10),
        png.target("png-journal", "x.png.journal").with(new TextMutation()),
        png.target("png-partial", "x.png.partial"),
        tiff.target("tiff-journal", "x.tif.journal").with(new TextMutation()),
        tiff.target("tiff-partial", "x.tif.partial"),
        zoom.target("zoom-journal", "zoom.journal").with(new TextMutation()).costing(5),
        zoom.target("zoom-tile", "zoom.partial/picture_files/7/0_0.png")
            .repairedBy(Checksums::ofPng)
            .costing(5));
  }

  /**
   * Works in a folder, up to the end or until it is interrupted, and goes on with what is there.
   */
  @FunctionalInterface
  private interface Job {
    void run(Path folder, String result, boolean interrupted) throws IOException;
  }

  /** A job, with what it leaves half way and in the end. */
  private static final class Work {
    private final String result;
    private final Job job;
    private Map<String, byte[]> halfWay = Map.of();
    private Map<String, byte[]> end = Map.of();

    Work(String result, Job job) {
      this.result = result;
      this.job = job;
    }

    Target target(String name, String damaged) {
      return Target.of(
          name,
          () -> {
            prepare();
            byte[] whole = halfWay.get(damaged);
            if (whole == null) {
              throw new IOException(damaged + " is not among " + halfWay.keySet());
            }
            return List.of(whole);
          },
          DataException.class,
          (input, folder) -> goOn(folder, damaged, input));
    }

    private void prepare() throws IOException {
      if (!end.isEmpty()) {
        return;
      }
      Path folder = Files.createTempDirectory("resuming");
      try {
        job.run(folder, result, true);
        halfWay = Folders.contents(folder);
        job.run(folder, result, false);
        Map<String, byte[]> resumed = Folders.contents(folder);
        Folders.empty(folder);
        job.run(folder, result, false);
        end = Folders.contents(folder);
        requireSame(resumed);
      } finally {
        Folders.delete(folder);
      }
    }

    private void goOn(Path folder, String damaged, byte[] input) throws IOException {
      prepare();
      Folders.empty(folder);
      Folders.write(folder, halfWay);
      Files.write(folder.resolve(damaged), input);
      job.run(folder, result, false);
      requireSame(Folders.contents(folder));
    }

    private void requireSame(Map<String, byte[]> files) {
      if (!files.keySet().equals(end.keySet())) {
        throw new IllegalStateException("there are " + files.keySet() + ", not " + end.keySet());
      }
      end.forEach(
          (name, content) -> {
            if (!Arrays.equals(content, files.get(name))) {
              throw new IllegalStateException(name + " differs from that of one attempt");
            }
          });
    }
  }

  /** Images whose blocks are five of them. */
  private static final class Images {
    private static final Path FOLDER = make();

    private static Path make() {
      try {
        Path folder = Files.createTempDirectory("images");
        folder.toFile().deleteOnExit();
        for (int i = 0; i < IMAGES; i++) {
          Path file = folder.resolve(i + ".png");
          Files.write(file, Whole.png(SIDE, i));
          file.toFile().deleteOnExit();
        }
        return folder;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static void pack(Path folder, String result, boolean interrupted) {
    PackListener listener =
        new PackListener() {
          private int packed;

          @Override
          public void advanced(int done, int total) {
            packed = done;
          }

          @Override
          public boolean stops() {
            return interrupted && packed >= STOPPED_AFTER;
          }
        };
    try (ImageSource source = ImageSource.open(Images.FOLDER)) {
      new PackBuilder(1)
          .build(
              source,
              Preparation.to(new Size(SIDE, SIDE)),
              3,
              folder.resolve(result),
              false,
              listener);
    } catch (DataException e) {
      if (!interrupted) {
        throw e;
      }
    }
  }

  private static void draw(Path folder, String result, boolean interrupted) {
    try (BandTarget target = open(folder.resolve(result))) {
      int last = interrupted ? RASTER.bands() - 1 : RASTER.bands();
      while (target.done() < last) {
        int begin = target.done() * RASTER.tileSide() * RASTER.size().width() * RASTER.channels();
        int rows = RASTER.rows(target.done());
        int bytes = rows * RASTER.size().width() * RASTER.channels();
        target.add(Arrays.copyOfRange(PICTURE.pixels(), begin, begin + bytes));
      }
      if (!interrupted) {
        target.finish();
      }
    }
  }

  private static BandTarget open(Path target) {
    return target.endsWith(ZOOM)
        ? DeepZoomFolder.open(target, RASTER, new DeepZoomPage("noise", false), "noise")
        : PictureFile.open(target, RASTER, RasterFormat.of(target).orElseThrow(), "noise");
  }
}

package org.cocogan.spark;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.cocogan.CocoGanException;
import org.cocogan.data.ImageSource;
import org.cocogan.data.NoUsableImageException;
import org.cocogan.data.PackBuilder;
import org.cocogan.data.PackListener;
import org.cocogan.data.PackSummary;
import org.cocogan.data.PartSource;
import org.cocogan.data.Preparation;
import org.cocogan.run.Packing;
import org.cocogan.spark.ImagesPiece.Range;
import org.jspecify.annotations.Nullable;

/**
 * A pack of images of a source that follow one another.
 *
 * @param command that packs the whole source
 * @param range of the images
 * @param images of the source that the driver has seen
 * @param store where the pack goes
 * @param name of the pack there
 */
record PackPiece(CommandPiece command, Range range, int images, FolderStore store, String name)
    implements Piece<PackPiece.Made> {
  private static final long serialVersionUID = 1;

  /**
   * The result of a piece.
   *
   * @param ended the command
   * @param summary of the images, if all of them were tried
   */
  record Made(CommandPiece.Ended ended, @Nullable PackSummary summary) implements Serializable {
    private static final long serialVersionUID = 1;

    /**
     * What was packed; where no image of the piece can be used, there is no pack.
     *
     * @throws CocoGanException if packing failed
     */
    PackSummary required() {
      if (summary == null || summary.packed() > 0) {
        ended.requireSuccess();
      }
      return Optional.ofNullable(summary).orElseThrow();
    }
  }

  @Override
  public Made run(ClusterProcess process) throws IOException {
    Path folder = store.folder(process);
    Path pack = folder.resolve("images.pack");
    Part part = new Part(range, images);
    CommandPiece.Ended ended =
        command.execute(
            process,
            List.of("--output", pack.toString()),
            binder -> binder.bind(Packing.class).toInstance(part));
    PackSummary summary = part.summary;
    if (summary != null && summary.packed() > 0) {
      store.put(pack, name);
    }
    return new Made(ended, summary);
  }

  /** Packs a part of what it is to pack. */
  private static final class Part implements Packing {
    private final Range range;
    private final int images;
    private @Nullable PackSummary summary;

    Part(Range range, int images) {
      this.range = range;
      this.images = images;
    }

    @Override
    public PackSummary pack(
        ImageSource source,
        Preparation preparation,
        int channels,
        Path target,
        boolean strict,
        PackListener listener) {
      if (source.entries().size() != images) {
        throw new CocoGanException(
            "%s: has %s images on one machine and %s on another; name what all machines see alike"
                .formatted(source.name(), images, source.entries().size()));
      }
      PartSource part = new PartSource(source, (int) range.first(), range.count());
      try {
        summary = new PackBuilder().build(part, preparation, channels, target, strict, listener);
      } catch (NoUsableImageException e) {
        summary = new PackSummary(0, e.skipped());
        throw e;
      }
      return summary;
    }
  }
}

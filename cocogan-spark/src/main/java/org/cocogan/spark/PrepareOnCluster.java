package org.cocogan.spark;

import com.google.inject.Binder;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.cocogan.CocoGanException;
import org.cocogan.cli.Main;
import org.cocogan.data.ImageSource;
import org.cocogan.data.NoUsableImageException;
import org.cocogan.data.PackDescription;
import org.cocogan.data.PackIndex;
import org.cocogan.data.PackSummary;
import org.cocogan.data.Preparation;
import org.cocogan.data.Skipped;
import org.cocogan.run.Packing;
import org.cocogan.spark.ImagesPiece.Range;

/**
 * Packs a source in pieces, which machines read where the driver reads it: of each comes a pack, in
 * a folder beside the output, which is their index.
 */
final class PrepareOnCluster implements ClusterCommand {
  private static final String OUTPUT = "--output";
  private static final String PHOTOGRAPHS = "--blend";

  @Override
  public int run(Words words, Cluster cluster, PrintWriter out, PrintWriter err) {
    String output = words.value(OUTPUT).orElseThrow();
    if (!(Store.around(output) instanceof FolderStore store)) {
      throw new CocoGanException(
          output + ": packs are mapped into memory; name a folder that all machines have");
    }
    List<String> read =
        Stream.concat(Stream.of(words.positional(1)), words.value(PHOTOGRAPHS).stream()).toList();
    CommandPiece command =
        new CommandPiece(
            words.without(OUTPUT, "--overwrite", "--json", PIECES).stream()
                .map(word -> read.contains(word) ? Words.everywhere(word) : word)
                .toList(),
            Map.of());
    int pieces = (int) words.number(PIECES, cluster.pieces());
    Packing packing =
        (source, preparation, channels, target, strict, listener) -> {
          source.decided().ifPresent(listener::decided);
          List<Range> ranges = Range.cut(0, source.entries().size(), pieces);
          return pack(command, source, preparation, target, store, cluster, ranges);
        };
    return Main.commandLine(
            out, err, (Binder binder) -> binder.bind(Packing.class).toInstance(packing))
        .execute(words.without(PIECES).toArray(String[]::new));
  }

  private static PackSummary pack(
      CommandPiece command,
      ImageSource source,
      Preparation preparation,
      Path target,
      FolderStore store,
      Cluster cluster,
      List<Range> ranges) {
    int images = source.entries().size();
    // Of a name of its own, so that an index that is replaced has its packs until then.
    String folder = target.getFileName() + "-" + UUID.randomUUID().toString().substring(0, 8);
    List<PackIndex.Shard> packs = new ArrayList<>();
    List<Skipped> skipped = new ArrayList<>();
    int packed = 0;
    try {
      List<PackPiece> pieces = new ArrayList<>();
      for (Range range : ranges) {
        String name = String.format(Locale.ROOT, "%s/%05d.pack", folder, pieces.size());
        pieces.add(new PackPiece(command, range, images, store, name));
      }
      List<PackPiece.Made> made = ranges.isEmpty() ? List.of() : cluster.run(pieces);
      for (int i = 0; i < made.size(); i++) {
        PackSummary summary = made.get(i).required();
        skipped.addAll(summary.skipped());
        if (summary.packed() > 0) {
          packs.add(new PackIndex.Shard(pieces.get(i).name(), summary.packed()));
          packed = Math.addExact(packed, summary.packed());
        }
      }
    } finally {
      store.tidy();
    }
    if (packs.isEmpty()) {
      throw new NoUsableImageException(
          source.name(), images, images == 0 ? source.skipped() : skipped);
    }
    new PackIndex(packs, PackDescription.of(source, preparation, skipped)).write(target);
    return new PackSummary(packed, skipped);
  }
}

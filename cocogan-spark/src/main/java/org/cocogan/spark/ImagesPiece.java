package org.cocogan.spark;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Images with numbers that follow one another.
 *
 * @param command that draws images
 * @param range of those to draw
 * @param store where they go
 */
record ImagesPiece(CommandPiece command, Range range, Store store)
    implements Piece<ImagesPiece.Drawn> {
  private static final long serialVersionUID = 1;

  /** As many as the command draws at once at most, so that pieces share no batch. */
  private static final int STEP = 64;

  /**
   * Numbers that follow one another.
   *
   * @param first of them
   * @param count how many
   */
  record Range(long first, int count) implements Serializable {
    private static final long serialVersionUID = 1;

    /** Cuts a range into pieces, which but for the last are multiples of a step. */
    static List<Range> cut(long first, long count, int pieces) {
      long each = Math.max(1, (count + (long) pieces * STEP - 1) / ((long) pieces * STEP)) * STEP;
      List<Range> ranges = new ArrayList<>();
      for (long done = 0; done < count; done += each) {
        ranges.add(new Range(first + done, (int) Math.min(each, count - done)));
      }
      return ranges;
    }
  }

  /**
   * The result of a piece.
   *
   * @param ended the command
   * @param files how many were stored
   */
  record Drawn(CommandPiece.Ended ended, int files) implements Serializable {
    private static final long serialVersionUID = 1;
  }

  /** Those of a command. */
  static List<Range> of(Words words, Cluster cluster) {
    return Range.cut(
        words.number("--first", 0),
        Math.max(1, words.number("--count", 16)),
        (int) words.number(ClusterCommand.PIECES, cluster.pieces()));
  }

  @Override
  public Drawn run(ClusterProcess process) throws IOException {
    Path folder = store.folder(process);
    try {
      CommandPiece.Ended ended =
          command.execute(
              process,
              List.of(
                  "--first",
                  String.valueOf(range.first()),
                  "--count",
                  String.valueOf(range.count()),
                  "--output",
                  folder.toString()));
      return new Drawn(ended, ended.code() == 0 ? store.putAll(folder, "") : 0);
    } finally {
      ClusterProcess.delete(folder);
    }
  }
}

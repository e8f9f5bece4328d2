package org.cocogan.data;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Databases that no program writes: liblmdb would end the process at them, or never come to an end.
 */
class LmdbPagesTest {
  private static final int PAGE = 512;
  private static final int BRANCH = 1;
  private static final int LEAF = 2;
  private static final int META = 8;
  private static final int IN_OVERFLOW = 1;
  private static final int DEPTH = 30;

  @TempDir private Path folder;

  @Test
  @Timeout(value = 20, unit = TimeUnit.SECONDS)
  void endsWherePagesLeadToTheSamePageAgainAndAgain() throws IOException {
    ByteBuffer file = file(DEPTH, 2 + DEPTH);
    for (int level = 0; level < DEPTH - 1; level++) {
      branch(file, 2 + level, 20, 3 + level);
    }
    page(file, 1 + DEPTH, LEAF, 1);
    node(file, 1 + DEPTH, 0, 0, 0);

    refuses(file, ": its pages are damaged; copy it anew");
  }

  @Test
  void refusesMoreNodesThanAPageHasRoomFor() throws IOException {
    ByteBuffer file = file(1, 3);
    page(file, 2, LEAF, 30);
    int upper = PAGE - 8;
    file.putShort(2 * PAGE + 14, (short) upper);
    for (int i = 0; i < 30; i++) {
      file.putShort(2 * PAGE + 16 + 2 * i, (short) upper);
    }

    refuses(file, ": its pages are damaged; copy it anew");
  }

  /** So that its number of a page, times the bytes of one, is no number of Java's. */
  @Test
  void refusesAValueBeyondTheEndOfTheFileHoweverFar() throws IOException {
    for (long number : new long[] {1L << 54, 1L << 61, Long.MAX_VALUE - 1, 3}) {
      ByteBuffer file = file(1, 3);
      file.putLong(136, Long.MAX_VALUE).putLong(PAGE + 136, Long.MAX_VALUE);
      page(file, 2, LEAF, 1);
      node(file, 2, 0, 100, IN_OVERFLOW);
      file.putLong(2 * PAGE + PAGE - 8, number);

      refuses(file, ": it is cut off; copy it anew");
    }
  }

  private void refuses(ByteBuffer file, String message) throws IOException {
    byte[] bytes = new byte[file.capacity()];
    file.get(0, bytes);
    Path path = Files.write(folder.resolve("data.mdb"), bytes);

    assertThatThrownBy(() -> LmdbPages.open(path).close())
        .isInstanceOf(DataException.class)
        .hasMessage(path + message);
  }

  /** Two meta pages that lead to page 2 and claim as many pages as there can be. */
  private static ByteBuffer file(int depth, int pages) {
    ByteBuffer file = ByteBuffer.allocate(pages * PAGE).order(ByteOrder.LITTLE_ENDIAN);
    for (int meta = 0; meta < 2; meta++) {
      int at = meta * PAGE;
      file.putLong(at, meta).putShort(at + 10, (short) META);
      file.putInt(at + 16, 0xbeefc0de).putInt(at + 20, 1).putInt(at + 40, PAGE);
      file.putShort(at + 16 + 72 + 6, (short) depth);
      file.putLong(at + 16 + 72 + 8, Long.MAX_VALUE / 2).putLong(at + 16 + 72 + 40, 2);
      file.putLong(at + 16 + 120, pages - 1).putLong(at + 16 + 128, meta);
    }
    return file;
  }

  private static void branch(ByteBuffer file, int number, int ways, int child) {
    page(file, number, BRANCH, ways);
    for (int i = 0; i < ways; i++) {
      node(file, number, i, child, 0);
    }
  }

  private static void page(ByteBuffer file, int number, int kind, int nodes) {
    int at = number * PAGE;
    file.putLong(at, number).putShort(at + 10, (short) kind);
    file.putShort(at + 12, (short) (16 + 2 * nodes)).putShort(at + 14, (short) (PAGE - 16 * nodes));
  }

  /** A node without a key, from the end of its page on. */
  private static void node(ByteBuffer file, int number, int index, int low, int flags) {
    int at = PAGE - 16 * (index + 1);
    file.putShort(number * PAGE + 16 + 2 * index, (short) at);
    file.putInt(number * PAGE + at, low).putShort(number * PAGE + at + 4, (short) flags);
  }
}

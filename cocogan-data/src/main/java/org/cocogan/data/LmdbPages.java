package org.cocogan.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.cocogan.exact.Product;
import org.cocogan.file.FileFailures;

/**
 * The keys and values of an LMDB database, read from the pages of its file; safe to read from
 * several threads.
 *
 * <p>liblmdb maps the file and trusts it: a page number or a length that leads out of the file ends
 * the JVM. Therefore it is not used, and every page of the tree and every place of a value is
 * checked before it is read. What is kept of a key is where it lies, eight bytes, because LSUN has
 * millions.
 */
final class LmdbPages implements AutoCloseable {
  private static final int MAGIC = 0xbeefc0de;
  private static final int VERSION = 1;
  private static final int HEADER = 16;
  private static final int NODE_HEADER = 8;
  private static final int META_BYTES = HEADER + 136;
  private static final int BRANCH = 1;
  private static final int LEAF = 2;
  private static final int IN_OVERFLOW = 1;
  private static final long NO_PAGE = -1;
  private static final int MAXIMUM_DEPTH = 32;

  private final FileChannel file;
  private final long fileBytes;
  private final Meta meta;
  private final List<Skipped> skipped = new ArrayList<>();
  private long[] nodes = new long[1024];
  private int count;
  private long pagesSeen;

  /** The content of the newer of the two first pages. */
  private record Meta(
      int pageBytes, int depth, long pages, long root, long lastPage, long transaction) {}

  private LmdbPages(FileChannel file) throws IOException {
    this.file = file;
    fileBytes = file.size();
    meta = newestMeta();
  }

  /**
   * Opens a database and checks it.
   *
   * @param path its data.mdb
   * @throws DataException if it cannot be read, is none or is damaged; the message names it
   */
  static LmdbPages open(Path path) {
    FileChannel file;
    try {
      file = FileChannel.open(path, StandardOpenOption.READ);
    } catch (IOException e) {
      throw new DataException(path + ": cannot be read: " + FileFailures.reason(e), e);
    }
    try {
      LmdbPages pages = new LmdbPages(file);
      if (pages.meta.root() != NO_PAGE) {
        pages.walk(pages.meta.root(), 1);
      }
      return pages;
    } catch (IOException | DataException e) {
      closeQuietly(file);
      String what =
          e instanceof DataException ? e.getMessage() : "cannot be read: " + FileFailures.reason(e);
      throw new DataException(path + ": " + what, e);
    }
  }

  private static void closeQuietly(FileChannel file) {
    try {
      file.close();
    } catch (IOException e) {
      // Whoever closes has a failure of its own to tell.
      return;
    }
  }

  private Meta newestMeta() throws IOException {
    if (fileBytes < META_BYTES) {
      throw new DataException("it is too short for an LMDB database; copy it anew");
    }
    Meta first = meta(0);
    if (fileBytes < first.pageBytes() + META_BYTES) {
      throw cutOff();
    }
    Meta second = meta(first.pageBytes());
    if (second.pageBytes() != first.pageBytes()) {
      throw damaged();
    }
    return Long.compareUnsigned(second.transaction(), first.transaction()) > 0 ? second : first;
  }

  private Meta meta(long position) throws IOException {
    ByteBuffer page = read(position, META_BYTES).position(HEADER).slice();
    page.order(ByteOrder.LITTLE_ENDIAN);
    if (page.getInt(0) != MAGIC) {
      throw new DataException("it is no LMDB database; name a data.mdb or its folder");
    }
    if (page.getInt(4) != VERSION) {
      throw new DataException(
          "it has LMDB format " + page.getInt(4) + " but " + VERSION + " is read");
    }
    int pageBytes = page.getInt(24);
    if (pageBytes < 512 || pageBytes > 1 << 16 || Integer.bitCount(pageBytes) != 1) {
      throw damaged();
    }
    int tree = 72;
    if (page.getShort(tree + 4) != 0) {
      throw new DataException(
          "its keys have several values or an order of their own, as LSUN's have not");
    }
    return new Meta(
        pageBytes,
        page.getShort(tree + 6),
        page.getLong(tree + 8) + page.getLong(tree + 16),
        page.getLong(tree + 40),
        page.getLong(120),
        page.getLong(128));
  }

  private void walk(long number, int depth) throws IOException {
    int pageBytes = meta.pageBytes();
    if (number < 2 || number > meta.lastPage() || depth > Math.min(meta.depth(), MAXIMUM_DEPTH)) {
      throw damaged();
    }
    if (number >= fileBytes / pageBytes) {
      throw cutOff();
    }
    // In a tree no page is seen twice; a damaged one may lead to the same page again and again.
    if (++pagesSeen > Math.min(meta.pages(), fileBytes / pageBytes)) {
      throw damaged();
    }
    ByteBuffer page = read(number * pageBytes, pageBytes);
    boolean isLeaf = depth == meta.depth();
    // LMDB has no empty leaf and no branch with one way.
    int lower = page.getShort(12) & 0xffff;
    int upper = page.getShort(14) & 0xffff;
    if (page.getLong(0) != number
        || page.getShort(10) != (isLeaf ? LEAF : BRANCH)
        || lower < HEADER + Product.of(isLeaf ? 1 : 2, Short.BYTES)
        || lower > upper
        || upper > pageBytes
        || (lower - HEADER) / Short.BYTES > (pageBytes - upper) / NODE_HEADER) {
      throw damaged();
    }
    for (int at = HEADER; at < lower; at += Short.BYTES) {
      int node = page.getShort(at) & 0xffff;
      if (node < upper || node > pageBytes - NODE_HEADER) {
        throw damaged();
      }
      int keyEnd = node + NODE_HEADER + keyBytes(page, node);
      if (keyEnd > pageBytes) {
        throw damaged();
      }
      if (isLeaf) {
        addLeaf(number * pageBytes, page, node, keyEnd);
      } else {
        walk(low(page, node) | (long) flags(page, node) << 32, depth + 1);
      }
    }
  }

  private void addLeaf(long start, ByteBuffer page, int node, int keyEnd) throws IOException {
    long bytes = low(page, node);
    int flags = flags(page, node);
    if ((flags & ~IN_OVERFLOW) != 0) {
      throw new DataException(
          "it holds databases of names or several values of a key, as LSUN's do not");
    }
    if ((flags & IN_OVERFLOW) == 0) {
      if (keyEnd + bytes > meta.pageBytes()) {
        throw damaged();
      }
    } else {
      if (keyEnd + Long.BYTES > meta.pageBytes()) {
        throw damaged();
      }
      requireOverflow(page.getLong(keyEnd), bytes);
    }
    if (bytes > FileTree.MAXIMUM_BYTES) {
      skipped.add(
          new Skipped(
              name(page, node),
              bytes + " bytes are more than the " + FileTree.MAXIMUM_BYTES + " allowed"));
      return;
    }
    if (count == nodes.length) {
      nodes = Arrays.copyOf(nodes, Product.of(2, count));
    }
    nodes[count++] = start + node;
  }

  private void requireOverflow(long number, long bytes) {
    if (number < 2 || number > meta.lastPage()) {
      throw damaged();
    }
    long pages = (HEADER + bytes + meta.pageBytes() - 1) / meta.pageBytes();
    if (pages - 1 > meta.lastPage() - number) {
      throw damaged();
    }
    if (number > fileBytes / meta.pageBytes() - pages) {
      throw cutOff();
    }
  }

  /** How many keys there are. */
  int count() {
    return count;
  }

  /** The values that are too large. */
  List<Skipped> skipped() {
    return List.copyOf(skipped);
  }

  /** The number of the database's last change. */
  long transaction() {
    return meta.transaction();
  }

  /** A key. */
  byte[] key(int index) {
    try {
      byte[] key = new byte[keyBytes(read(nodes[index], NODE_HEADER), 0)];
      read(nodes[index] + NODE_HEADER, key.length).get(key);
      return key;
    } catch (IOException e) {
      throw new DataException("its key cannot be read: " + FileFailures.reason(e), e);
    }
  }

  /**
   * The value of a key.
   *
   * @throws DataException if it cannot be read, as when the file has changed since it was opened
   */
  byte[] value(int index) {
    try {
      ByteBuffer node = read(nodes[index], NODE_HEADER);
      long bytes = low(node, 0);
      if (bytes > FileTree.MAXIMUM_BYTES) {
        throw damaged();
      }
      long start = nodes[index] + NODE_HEADER + keyBytes(node, 0);
      if ((flags(node, 0) & IN_OVERFLOW) != 0) {
        long number = read(start, Long.BYTES).getLong();
        requireOverflow(number, bytes);
        start = number * meta.pageBytes() + HEADER;
      }
      return read(start, (int) bytes).array();
    } catch (IOException e) {
      throw new DataException("it cannot be read: " + FileFailures.reason(e), e);
    }
  }

  private static String name(ByteBuffer page, int node) {
    byte[] key = new byte[keyBytes(page, node)];
    page.get(node + NODE_HEADER, key);
    return LmdbSource.nameOf(key);
  }

  private static long low(ByteBuffer page, int node) {
    return page.getInt(node) & 0xffffffffL;
  }

  private static int flags(ByteBuffer page, int node) {
    return page.getShort(node + 4) & 0xffff;
  }

  private static int keyBytes(ByteBuffer page, int node) {
    return page.getShort(node + 6) & 0xffff;
  }

  private ByteBuffer read(long position, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      if (file.read(bytes, position + bytes.position()) < 0) {
        throw cutOff();
      }
    }
    return bytes.flip();
  }

  private static DataException cutOff() {
    return new DataException("it is cut off; copy it anew");
  }

  private static DataException damaged() {
    return new DataException("its pages are damaged; copy it anew");
  }

  @Override
  public void close() {
    closeQuietly(file);
  }
}

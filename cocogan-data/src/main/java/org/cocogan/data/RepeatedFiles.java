package org.cocogan.data;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;
import org.cocogan.file.Digests;

/**
 * Finds files of a tree that are byte for byte what an earlier one is; safe for several threads.
 *
 * <p>Only files that look alike from outside, of one size, are compared, and each is read and
 * hashed once. Which of them counts as the first does not depend on the order they are asked for.
 */
final class RepeatedFiles {
  private static final long UNKNOWN = 0;

  private final FileTree tree;
  private final List<String> files;
  private final Map<String, Group> groups = new HashMap<>();
  private final AtomicLongArray hashes;

  RepeatedFiles(FileTree tree) {
    this.tree = tree;
    files = tree.files();
    hashes = new AtomicLongArray(files.size());
    for (int index = 0; index < files.size(); index++) {
      groups.computeIfAbsent(tree.stamp(files.get(index)), stamp -> new Group()).add(index);
    }
  }

  /**
   * Checks that a file is no repetition.
   *
   * @param index of the file in its tree
   * @param content all its bytes
   * @throws RepeatedImageException if an earlier file is the same; the message names that
   */
  void requireFirst(int index, byte[] content) {
    Group group = groups.get(tree.stamp(files.get(index)));
    if (group == null || group.members.size() < 2) {
      return;
    }
    hashes.set(index, hash(content));
    int first = group.firstLike(index);
    if (first != index) {
      throw new RepeatedImageException(files.get(first));
    }
  }

  /** Files that look alike from outside, in their order. */
  private final class Group {
    private final List<Integer> members = new ArrayList<>(1);
    private final Map<Long, Integer> firsts = new HashMap<>();
    private int known;

    void add(int index) {
      members.add(index);
    }

    /** The first file that is the same as a member. */
    synchronized int firstLike(int index) {
      while (known < members.size() && members.get(known) <= index) {
        int member = members.get(known++);
        firsts.putIfAbsent(hash(member), member);
      }
      return firsts.getOrDefault(hash(index), index);
    }
  }

  private long hash(int index) {
    long known = hashes.get(index);
    if (known != UNKNOWN) {
      return known;
    }
    long hash;
    try {
      hash = hash(tree.read(files.get(index)));
    } catch (DataException e) {
      // What cannot be read is told of where its own turn comes.
      hash = -index - 1L;
    }
    hashes.set(index, hash);
    return hash;
  }

  private static long hash(byte[] content) {
    long hash = ByteBuffer.wrap(Digests.sha256().digest(content)).getLong();
    return hash == UNKNOWN ? 1 : hash;
  }
}

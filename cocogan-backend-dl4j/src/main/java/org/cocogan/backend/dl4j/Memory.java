package org.cocogan.backend.dl4j;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Blocks of native memory that all programs of an engine share.
 *
 * <p>A program lays out its arrays once and finds nothing in them when it runs again, so programs
 * that run one after another use the same blocks. Whoever runs one holds the lock of this object.
 */
final class Memory implements AutoCloseable {
  private final List<Block> blocks = new ArrayList<>();

  /** A piece of native memory for values of one run after another. */
  static final class Block {
    private final INDArray values;
    private int users;

    Block(long length) {
      this.values = Nd4j.createUninitialized(DataType.FLOAT, length);
    }

    INDArray values() {
      return values;
    }

    long length() {
      return values.length();
    }
  }

  /** The smallest block that is long enough and not taken, or a new one. */
  Block take(long length, Set<Block> taken) {
    Block best = null;
    for (Block block : blocks) {
      if (block.length() >= length
          && !taken.contains(block)
          && (best == null || block.length() < best.length())) {
        best = block;
      }
    }
    if (best == null) {
      best = new Block(length);
      blocks.add(best);
    }
    return best;
  }

  /** Keeps blocks for one more program. */
  void use(Set<Block> used) {
    used.forEach(block -> block.users++);
  }

  /** Frees those blocks that no other program uses. */
  void release(Set<Block> used) {
    for (Block block : used) {
      block.users--;
      if (block.users == 0 && blocks.remove(block)) {
        block.values.close();
      }
    }
  }

  @Override
  public void close() {
    blocks.forEach(block -> block.values.close());
    blocks.clear();
  }
}

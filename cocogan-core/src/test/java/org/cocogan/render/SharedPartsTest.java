package org.cocogan.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Shape;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Parts of a pixel, which is as bright as their latent vector says, computed when they may be. */
@Timeout(30)
class SharedPartsTest {
  /** For 100 parts of a pixel: each takes 320 bytes, two numbers and the pixel. */
  private static final long ROOM = 100 * 329;

  private final Semaphore batches = new Semaphore(0);
  private final Semaphore begun = new Semaphore(0);
  private final List<List<Integer>> computed = Collections.synchronizedList(new ArrayList<>());
  private final SharedParts parts = SharedParts.of(new Slow(), 4, 8, ROOM);

  /** Takes a batch when it is let. */
  private final class Slow implements PatchSource {
    @Override
    public HostArray patches(HostArray latents, HostArray coordinates) {
      begun.release();
      batches.acquireUninterruptibly();
      int rows = latents.shape().dimension(0);
      float[] pixels = new float[rows];
      for (int row = 0; row < rows; row++) {
        if (latents.values()[row] > 255) {
          throw new IllegalStateException("too bright");
        }
        pixels[row] = latents.values()[row] / 127.5f - 1;
      }
      computed.add(IntStream.range(0, rows).mapToObj(row -> (int) latents.values()[row]).toList());
      return new HostArray(Shape.of(rows, 1, 1, 1), pixels);
    }

    @Override
    public void close() {}
  }

  @AfterEach
  void close() {
    batches.release(1000);
    parts.close();
  }

  private static List<PartInputs> inputs(int... brightness) {
    return IntStream.of(brightness)
        .mapToObj(
            value ->
                new PartInputs(
                    new HostArray(Shape.of(1, 1), new float[] {value}),
                    new HostArray(Shape.of(1, 1), new float[] {0})))
        .toList();
  }

  private static List<Integer> pixels(CompletableFuture<List<byte[]>> parts) throws Exception {
    return parts.get(20, TimeUnit.SECONDS).stream().map(part -> part[0] & 255).toList();
  }

  /** Makes the worker busy with a part, so that others wait. */
  private CompletableFuture<List<byte[]>> busyWith(int brightness) {
    CompletableFuture<List<byte[]>> first = parts.compute(inputs(brightness));
    begun.acquireUninterruptibly();
    return first;
  }

  @Test
  void thatWaitFillABatchTogether() throws Exception {
    CompletableFuture<List<byte[]>> first = busyWith(1);
    CompletableFuture<List<byte[]>> second = parts.compute(inputs(2, 3));
    CompletableFuture<List<byte[]>> third = parts.compute(inputs(4, 5));
    batches.release(3);

    assertThat(pixels(first)).containsExactly(1);
    assertThat(pixels(second)).containsExactly(2, 3);
    assertThat(pixels(third)).containsExactly(4, 5);
    assertThat(computed).containsExactly(List.of(1, 1, 1, 1), List.of(2, 3, 4, 5));
  }

  @Test
  void areComputedOnceForAllWhoAsk() throws Exception {
    CompletableFuture<List<byte[]>> first = busyWith(1);
    CompletableFuture<List<byte[]>> same = parts.compute(inputs(1, 2, 1));
    CompletableFuture<List<byte[]>> again = parts.compute(inputs(2));
    batches.release(10);

    assertThat(pixels(same)).containsExactly(1, 2, 1);
    assertThat(pixels(again)).containsExactly(2);
    assertThat(pixels(first)).containsExactly(1);
    assertThat(pixels(parts.compute(inputs(2, 1)))).containsExactly(2, 1);
    assertThat(computed).containsExactly(List.of(1, 1, 1, 1), List.of(2, 2, 2, 2));
  }

  @Test
  void areNotComputedWhenNobodyWaitsForThem() throws Exception {
    CompletableFuture<List<byte[]>> first = busyWith(1);
    CompletableFuture<List<byte[]>> gone = parts.compute(inputs(2, 3));
    CompletableFuture<List<byte[]>> stays = parts.compute(inputs(3, 4));
    gone.cancel(false);
    batches.release(10);

    assertThat(pixels(first)).containsExactly(1);
    assertThat(pixels(stays)).containsExactly(3, 4);
    assertThat(computed).containsExactly(List.of(1, 1, 1, 1), List.of(3, 4, 4, 4));
  }

  @Test
  void areRefusedBeyondTheBoundAndTakenAgainWhenOthersGiveUp() throws Exception {
    CompletableFuture<?> unused = busyWith(1);
    CompletableFuture<List<byte[]>> all = parts.compute(inputs(2, 3, 4, 5, 6, 7, 8, 9));

    assertThatExceptionOfType(RejectedExecutionException.class)
        .isThrownBy(() -> parts.compute(inputs(10)))
        .withMessage("8 parts wait already, and 8 may");
    // These wait already, or are being computed.
    CompletableFuture<List<byte[]>> shared = parts.compute(inputs(1, 9));
    all.cancel(false);
    CompletableFuture<List<byte[]>> next = parts.compute(inputs(10, 11));
    batches.release(10);

    assertThat(pixels(shared)).containsExactly(1, 9);
    assertThat(pixels(next)).containsExactly(10, 11);
    assertThat(computed).containsExactly(List.of(1, 1, 1, 1), List.of(9, 10, 11, 11));
  }

  @Test
  void failForThoseAloneWhoseBatchFails() throws Exception {
    CompletableFuture<List<byte[]>> bad = busyWith(256);
    CompletableFuture<List<byte[]>> good = parts.compute(inputs(2));
    batches.release(10);

    assertThatThrownBy(() -> pixels(bad)).hasRootCauseMessage("too bright");
    assertThat(pixels(good)).containsExactly(2);
    assertThatThrownBy(() -> pixels(parts.compute(inputs(256)))).hasRootCauseMessage("too bright");
  }

  @Test
  void failWhenNobodyComputesThemAnyMore() {
    CompletableFuture<?> unused = busyWith(1);
    CompletableFuture<List<byte[]>> waiting = parts.compute(inputs(2));
    batches.release(10);
    parts.close();

    assertThatThrownBy(() -> parts.compute(inputs(3)))
        .isInstanceOf(RejectedExecutionException.class);
    assertThat(waiting).isDone();
  }

  @Test
  void areKeptAsLongAsThereIsRoom() throws Exception {
    batches.release(1000);
    for (int i = 0; i < 101; i++) {
      assertThat(pixels(parts.compute(inputs(i)))).containsExactly(i);
    }
    computed.clear();
    pixels(parts.compute(inputs(1)));
    assertThat(computed).isEmpty();
    pixels(parts.compute(inputs(0)));
    assertThat(computed).hasSize(1);
  }
}

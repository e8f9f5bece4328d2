package org.cocogan.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.cocogan.CocoGanException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(20)
class PrefetchTest {
  @ParameterizedTest
  @CsvSource({"1, 1", "1, 4", "4, 1", "4, 8"})
  void deliversInOrderFromTheStart(int threads, int capacity) {
    try (Prefetch<String> prefetch =
        new Prefetch<>(count -> "value " + count, 1000, threads, capacity)) {
      for (int i = 0; i < 3000; i++) {
        assertThat(prefetch.next()).isEqualTo("value " + (1000 + i));
      }
    }
  }

  @Test
  void deliversInOrderWhenALaterValueIsReadyFirst() throws InterruptedException {
    CountDownLatch laterIsMade = new CountDownLatch(1);
    try (Prefetch<Long> prefetch =
        new Prefetch<>(
            count -> {
              if (count == 1) {
                laterIsMade.countDown();
              } else if (count == 0) {
                await(laterIsMade);
              }
              return count;
            },
            0,
            2,
            2)) {
      assertThat(prefetch.next()).isZero();
      assertThat(prefetch.next()).isEqualTo(1);
      assertThat(prefetch.waitedNanos()).isPositive();
    }
  }

  @Test
  void makesNoMoreThanItsCapacityAhead() throws InterruptedException {
    Semaphore begun = new Semaphore(0);
    AtomicInteger makings = new AtomicInteger();
    try (Prefetch<Long> prefetch =
        new Prefetch<>(
            count -> {
              makings.incrementAndGet();
              begun.release();
              return count;
            },
            0,
            3,
            5)) {
      begun.acquire(5);
      assertThat(makings).hasValue(5);
      assertThat(prefetch.next()).isZero();
      begun.acquire(1);
      assertThat(makings).hasValue(6);
    }
  }

  @Test
  void rethrowsWhatWentWrongAtItsTurnAndEverAfter() {
    IllegalArgumentException cause = new IllegalArgumentException("no such batch");
    try (Prefetch<Long> prefetch =
        new Prefetch<>(
            count -> {
              if (count == 2) {
                throw cause;
              }
              return count;
            },
            0,
            1,
            4)) {
      assertThat(prefetch.next()).isZero();
      assertThat(prefetch.next()).isEqualTo(1);
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(prefetch::next)
            .isInstanceOf(IllegalStateException.class)
            .hasMessage("making the value of count 2 failed: no such batch")
            .hasCause(cause);
      }
    }
  }

  @Test
  void rethrowsADataProblemAsOne() {
    DataException cause = new DataException("images.pack: it is cut off");
    try (Prefetch<Long> prefetch =
        new Prefetch<>(
            count -> {
              throw cause;
            },
            0,
            2,
            2)) {
      assertThatThrownBy(prefetch::next)
          .isInstanceOf(CocoGanException.class)
          .hasMessage("images.pack: it is cut off")
          .hasCause(cause);
    }
  }

  @Test
  void interruptsItsThreadsWhenClosed() {
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    CountDownLatch allAtWork = new CountDownLatch(3);
    CountDownLatch never = new CountDownLatch(1);
    Prefetch<Long> prefetch =
        new Prefetch<>(
            count -> {
              threads.add(Thread.currentThread());
              allAtWork.countDown();
              await(never);
              return count;
            },
            0,
            3,
            3);
    await(allAtWork);

    prefetch.close();

    assertThat(threads)
        .hasSize(3)
        .allSatisfy(
            thread -> {
              assertThat(thread.isAlive()).isFalse();
              assertThat(thread.getName()).startsWith("cocogan-prefetch-");
              assertThat(thread.isDaemon()).isTrue();
            });
    assertThatThrownBy(prefetch::next)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("prefetching is closed");
  }

  @Test
  void closesThreadsThatWaitForRoom() {
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    try (Prefetch<Long> prefetch =
        new Prefetch<>(
            count -> {
              threads.add(Thread.currentThread());
              return count;
            },
            0,
            2,
            2)) {
      assertThat(prefetch.next()).isZero();
    }

    assertThat(threads).isNotEmpty().noneMatch(Thread::isAlive);
  }

  @Test
  void refusesNoThreadAndNoRoom() {
    assertThatThrownBy(() -> new Prefetch<>(count -> count, 0, 0, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Prefetch<>(count -> count, 0, 1, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(15, TimeUnit.SECONDS)) {
        throw new IllegalStateException("nothing happened");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}

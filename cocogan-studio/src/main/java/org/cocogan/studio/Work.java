package org.cocogan.studio;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The resources that requests share: threads that decode, put together and encode pictures, and
 * memory for their pixels. Both have limits.
 *
 * <p>Any number of threads may use it.
 */
final class Work implements Executor, AutoCloseable {
  private static final int MOST_THREADS = 4;
  private static final int MOST_TASKS = 1024;

  private final Semaphore kilobytes = new Semaphore(Limits.MOST_KILOBYTES);
  private final ExecutorService threads;

  Work() {
    int count = Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
    threads =
        new ThreadPoolExecutor(
            count,
            count,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_TASKS),
            task -> {
              Thread thread = new Thread(task, "pictures");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Takes memory for as long as a request is not answered.
   *
   * @throws Refusal if the others leave too little
   */
  void take(long bytes, Ending ending) {
    int size = (int) Math.min(Integer.MAX_VALUE, (bytes >> 10) + 1);
    if (!kilobytes.tryAcquire(size)) {
      throw Refusal.busy();
    }
    ending.then(() -> kilobytes.release(size));
  }

  /**
   * {@inheritDoc}
   *
   * @throws java.util.concurrent.RejectedExecutionException if too many tasks wait already
   */
  @Override
  public void execute(Runnable task) {
    threads.execute(task);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}

package org.cocogan.training;

import java.io.IOException;
import java.nio.file.Path;
import org.cocogan.metric.Score;

/**
 * A listener to a training, which shows or keeps how it goes: a console, a log, sample sheets,
 * scores.
 *
 * <p>A listener cannot stop a training: what it throws becomes a {@link Notice} to the others, and
 * the training goes on. It is called by the training's thread, which waits for it.
 */
public interface TrainingListener {
  /** What it makes, as a notice calls it, such as {@code sample sheet}. */
  String product();

  /** The steps begin. */
  default void started(TrainingStart start) throws IOException {}

  /**
   * A step was taken, and is saved next if a checkpoint is due. What is recorded of a step now is
   * there for whoever goes on from it, however soon the training is killed.
   */
  default void taken(TrainingStep step) throws IOException {}

  /** A step was taken; the checkpoint, if one was due, is saved. */
  default void stepped(TrainingStep step) throws IOException {}

  /**
   * A checkpoint is on the disk.
   *
   * @param step steps that had been taken
   * @param folder where it is, until later ones have taken its place
   */
  default void saved(long step, Path folder) throws IOException {}

  /** A sample sheet was drawn. */
  default void drawn(SampleSheet sheet) throws IOException {}

  /**
   * The generator was measured.
   *
   * @param step steps that had been taken
   * @param best whether no score before was better
   */
  default void scored(long step, Score score, boolean best) throws IOException {}

  /** Something takes long; the text stands until the next is heard. */
  default void working(String text) throws IOException {}

  /** There is something to tell people. */
  default void noticed(Notice notice) throws IOException {}

  /**
   * The last step was taken, and its checkpoint is saved.
   *
   * @param step steps that have been taken
   */
  default void ended(long step) throws IOException {}

  /** The training fails. */
  default void failed(Throwable failure) throws IOException {}
}

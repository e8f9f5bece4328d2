package org.cocogan.report.tensorboard;

import com.google.protobuf.ByteString;
import java.util.DoubleSummaryStatistics;
import org.cocogan.data.Images;
import org.cocogan.data.PixelImage;

/**
 * A summary of one step for TensorBoard: values under tags, as {@code Summary} of TensorFlow's
 * summary.proto has them.
 */
final class Summary {
  private static final int BUCKETS = 30;
  private static final int STRING = 7;

  private final Message values = new Message();
  private boolean empty = true;

  Summary scalar(String tag, double value) {
    return with(new Message().text(1, tag).single(2, (float) value));
  }

  /** The distribution of numbers, in buckets of equal width; without numbers there is none. */
  Summary histogram(String tag, float[] numbers) {
    if (numbers.length == 0) {
      return this;
    }
    DoubleSummaryStatistics all = new DoubleSummaryStatistics();
    double squares = 0;
    for (float number : numbers) {
      all.accept(number);
      squares += (double) number * number;
    }
    double width = (all.getMax() - all.getMin()) / BUCKETS;
    double[] limits = new double[BUCKETS];
    double[] counts = new double[BUCKETS];
    for (int i = 0; i < BUCKETS; i++) {
      limits[i] = i == BUCKETS - 1 ? all.getMax() : all.getMin() + (i + 1) * width;
    }
    for (float number : numbers) {
      int bucket = width > 0 ? (int) ((number - all.getMin()) / width) : 0;
      counts[Math.min(bucket, BUCKETS - 1)]++;
    }
    return with(
        new Message()
            .text(1, tag)
            .message(
                5,
                new Message()
                    .real(1, all.getMin())
                    .real(2, all.getMax())
                    .real(3, numbers.length)
                    .real(4, all.getSum())
                    .real(5, squares)
                    .real(6, limits)
                    .real(7, counts)));
  }

  Summary image(String tag, PixelImage image) {
    return with(
        new Message()
            .text(1, tag)
            .message(
                4,
                new Message()
                    .whole(1, image.size().height())
                    .whole(2, image.size().width())
                    .whole(3, image.channels())
                    .bytes(4, ByteString.copyFrom(Images.encodePng(image)))));
  }

  /** A text in Markdown. */
  Summary text(String tag, String markdown) {
    Message tensor =
        new Message()
            .whole(1, STRING)
            .message(2, new Message().message(2, new Message().whole(1, 1)))
            .text(8, markdown);
    return with(
        new Message().text(1, tag).message(9, plugin("text", new Message())).message(8, tensor));
  }

  /** What a plugin of TensorBoard reads. */
  Summary plugged(String tag, String plugin, Message content) {
    return with(new Message().text(1, tag).message(9, plugin(plugin, content)));
  }

  private static Message plugin(String name, Message content) {
    return new Message().message(1, new Message().text(1, name).bytes(2, content.encoded()));
  }

  private Summary with(Message value) {
    values.message(1, value);
    empty = false;
    return this;
  }

  boolean isEmpty() {
    return empty;
  }

  Message message() {
    return values;
  }
}

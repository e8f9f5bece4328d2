package org.cocogan.run;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.cocogan.data.PackDescription;
import org.cocogan.data.Packed;
import org.cocogan.dataset.Dataset;
import org.cocogan.exact.Product;
import org.cocogan.file.Digests;

/** Computes the digest that tells the images of a data set from others. */
final class DataDigest {
  private DataDigest() {}

  /**
   * A SHA-256 in hexadecimal: of what packs were made of and how, and of all pixels of others.
   *
   * @param count how many of the first images count
   */
  static String of(Dataset dataset, int count) {
    MessageDigest digest = Digests.sha256();
    String form = dataset.imageSize() + " " + dataset.channels() + " " + dataset.count() + "\0";
    digest.update(form.getBytes(StandardCharsets.UTF_8));
    if (dataset instanceof Packed pack) {
      PackDescription description = pack.description();
      String made =
          description.sourceDigest()
              + "\0"
              + description.preparation()
              + "\0"
              + description.decoder();
      digest.update(made.getBytes(StandardCharsets.UTF_8));
    } else {
      updateWithPixels(digest, dataset, count);
    }
    return Digests.digits(digest);
  }

  private static void updateWithPixels(MessageDigest digest, Dataset dataset, int count) {
    int height = dataset.imageSize().height();
    int width = dataset.imageSize().width();
    int stride = Product.of(width, dataset.channels());
    byte[] pixels = new byte[Product.of(height, stride)];
    for (int image = 0; image < count; image++) {
      dataset.read(image, 0, 0, height, width, pixels, 0, stride);
      digest.update(pixels);
    }
  }
}

package org.cocogan.run;

import com.google.inject.ImplementedBy;
import java.nio.file.Path;
import org.cocogan.data.ImageSource;
import org.cocogan.data.PackBuilder;
import org.cocogan.data.PackListener;
import org.cocogan.data.PackSummary;
import org.cocogan.data.Preparation;

/** Packs the images of a source. */
@ImplementedBy(Packing.Here.class)
public interface Packing {
  /**
   * Packs them, as {@link PackBuilder#build} does.
   *
   * @param target the pack, or the index of several
   */
  PackSummary pack(
      ImageSource source,
      Preparation preparation,
      int channels,
      Path target,
      boolean strict,
      PackListener listener);

  /** Packs them in this process, into one pack. */
  final class Here implements Packing {
    /** Creates one for Guice. */
    public Here() {}

    @Override
    public PackSummary pack(
        ImageSource source,
        Preparation preparation,
        int channels,
        Path target,
        boolean strict,
        PackListener listener) {
      return new PackBuilder().build(source, preparation, channels, target, strict, listener);
    }
  }
}

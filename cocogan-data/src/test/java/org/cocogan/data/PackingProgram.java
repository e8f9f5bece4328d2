package org.cocogan.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.cocogan.patch.Size;

/** Packs a folder in a process of its own, and waits to be killed once so many images are done. */
final class PackingProgram {
  private PackingProgram() {}

  /** Takes the folder, the pack, the side of the images, and how many are done before it waits. */
  public static void main(String[] arguments) {
    int side = Integer.parseInt(arguments[2]);
    int wanted = Integer.parseInt(arguments[3]);
    try (ImageSource source = ImageSource.open(Path.of(arguments[0]))) {
      new PackBuilder(2)
          .build(
              source,
              Preparation.to(new Size(side, side)),
              3,
              Path.of(arguments[1]),
              false,
              new PackListener() {
                @Override
                public void advanced(int done, int total) {
                  if (done == wanted) {
                    System.out.println(done);
                    awaitTheEnd();
                  }
                }
              });
    }
  }

  private static void awaitTheEnd() {
    try {
      System.in.read();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

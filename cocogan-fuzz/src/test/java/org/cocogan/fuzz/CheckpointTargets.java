package org.cocogan.fuzz;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.cocogan.checkpoint.CheckpointException;
import org.cocogan.checkpoint.Checkpoints;
import org.cocogan.checkpoint.SafeTensors;

/** Checkpoints and their parts. */
final class CheckpointTargets {
  private static final String TENSORS = "tensors.safetensors";
  private static final String MANIFEST = "manifest.json";

  private CheckpointTargets() {}

  static List<Target> all() {
    return List.of(
        Target.of(
                "safetensors",
                () -> List.of(tensors()),
                IOException.class,
                (input, folder) -> SafeTensors.read(Files.write(folder.resolve(TENSORS), input)))
            .with(
                new JsonMutation().within(CheckpointTargets::header, CheckpointTargets::withHeader),
                new TextMutation()
                    .within(CheckpointTargets::header, CheckpointTargets::withHeader)),
        Target.of(
                "manifest",
                () -> List.of(manifest(2)),
                CheckpointException.class,
                CheckpointTargets::readLatest)
            .with(new JsonMutation(), new TextMutation()));
  }

  /** The one before is whole: whatever has become of the latest, there is one to go on from. */
  private static void readLatest(byte[] manifest, Path folder) throws IOException {
    write(folder.resolve("00000001"), manifest(1));
    write(folder.resolve("00000002"), manifest);
    if (new Checkpoints(folder, 2, notice -> {}).latest().isEmpty()) {
      throw new IllegalStateException("no checkpoint was found");
    }
  }

  private static void write(Path folder, byte[] manifest) throws IOException {
    Files.createDirectories(folder);
    Files.write(folder.resolve(TENSORS), tensors());
    Files.write(folder.resolve(MANIFEST), manifest);
  }

  private static byte[] manifest(int step) {
    CRC32C checksum = new CRC32C();
    checksum.update(tensors());
    return Texts.bytes(
        """
        {"format": 1, "step": STEP, "experiment": "train_params:\\n  batch_size: 4\\n",
         "software": "test", "bytes": BYTES, "crc32c": "CHECKSUM"}
        """
            .replace("STEP", Integer.toString(step))
            .replace("BYTES", Integer.toString(tensors().length))
            .replace("CHECKSUM", HexFormat.of().toHexDigits((int) checksum.getValue())));
  }

  private static byte[] tensors() {
    byte[] header =
        Texts.bytes(
            """
            {"__metadata__": {"step": "2"},
             "a/weight": {"dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24]},
             "b": {"dtype": "F64", "shape": [2], "data_offsets": [24, 40]},
             "c": {"dtype": "F32", "shape": [], "data_offsets": [40, 44]}}
            """);
    return withHeader(new byte[Long.BYTES + 44], header);
  }

  private static int headerBytes(byte[] file) {
    if (file.length < Long.BYTES) {
      return 0;
    }
    long claimed = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong(0);
    return claimed > 0 && claimed <= file.length - Long.BYTES ? (int) claimed : 0;
  }

  private static Optional<byte[]> header(byte[] file) {
    int length = headerBytes(file);
    return length == 0
        ? Optional.empty()
        : Optional.of(Arrays.copyOfRange(file, Long.BYTES, Long.BYTES + length));
  }

  private static byte[] withHeader(byte[] file, byte[] header) {
    int rest = Long.BYTES + headerBytes(file);
    return ByteBuffer.allocate(Long.BYTES + header.length + file.length - rest)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(header.length)
        .put(header)
        .put(file, rest, file.length - rest)
        .array();
  }
}

package org.cocogan.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.cocogan.exact.Division;
import org.cocogan.exact.Product;
import org.cocogan.patch.Size;

/**
 * The form of a pack. All numbers are little-endian:
 *
 * <pre>
 * header   64 bytes: magic (8), version (4), channels (4), height (4), width (4), count (8),
 *          images in a block (4), length of the description (4), CRC32C of the tail (4),
 *          zeros (16), CRC32C of the bytes before (4)
 * pixels   [count, height, width, channels] bytes
 * tail     a CRC32C of each block of pixels (4 each), then the description as JSON in UTF-8
 * </pre>
 *
 * The header is written last: what was interrupted begins with zeros and is no pack.
 */
record PackHeader(
    Size size, int channels, int count, int blockImages, int jsonLength, int tailCrc) {
  static final int BYTES = 64;
  static final int VERSION = 1;

  private static final byte[] MAGIC = "\u0089COCOPK\n".getBytes(StandardCharsets.ISO_8859_1);
  private static final int USUAL_BLOCK_BYTES = 1 << 20;
  private static final int MAXIMUM_JSON = 1 << 24;
  private static final int MAXIMUM_BLOCKS = 1 << 24;

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  /** How many images share a checksum: as many as make about a mebibyte. */
  static int usualBlockImages(Size size, int channels) {
    return (int) Math.max(1, USUAL_BLOCK_BYTES / imageBytes(size, channels));
  }

  static long imageBytes(Size size, int channels) {
    return (long) size.height() * size.width() * channels;
  }

  int imageBytes() {
    return Math.toIntExact(imageBytes(size, channels));
  }

  int blocks() {
    return Division.ceil(count, blockImages);
  }

  long pixelBytes() {
    return (long) count * imageBytes();
  }

  int tailBytes() {
    return Product.of(blocks(), Integer.BYTES) + jsonLength;
  }

  long fileBytes() {
    return BYTES + pixelBytes() + tailBytes();
  }

  ByteBuffer write() {
    ByteBuffer buffer = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
    buffer.put(MAGIC).putInt(VERSION).putInt(channels);
    buffer.putInt(size.height()).putInt(size.width()).putLong(count);
    buffer.putInt(blockImages).putInt(jsonLength).putInt(tailCrc);
    buffer.putInt(BYTES - Integer.BYTES, crc(buffer.array(), BYTES - Integer.BYTES));
    return buffer.clear();
  }

  static boolean hasMagic(byte[] start) {
    return start.length >= MAGIC.length && Arrays.equals(MAGIC, 0, 8, start, 0, 8);
  }

  /**
   * Reads a header.
   *
   * @param bytes the first bytes of the file, all of them if it is shorter than a header
   * @throws DataException if it is no header of this version; the message does not name the file
   */
  static PackHeader read(byte[] bytes) {
    if (!hasMagic(bytes)) {
      throw new DataException("it is no pack of images; name a folder or zip with images");
    }
    if (bytes.length < BYTES) {
      throw new DataException("it is cut off; copy it anew or pack the images again");
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    buffer.position(MAGIC.length);
    int version = buffer.getInt();
    if (version != VERSION) {
      throw new DataException(
          "it has pack format " + version + " but format " + VERSION + " is read; pack again");
    }
    if (buffer.getInt(BYTES - Integer.BYTES) != crc(bytes, BYTES - Integer.BYTES)) {
      throw damaged();
    }
    int channels = buffer.getInt();
    int height = buffer.getInt();
    int width = buffer.getInt();
    long count = buffer.getLong();
    int blockImages = buffer.getInt();
    int jsonLength = buffer.getInt();
    int tailCrc = buffer.getInt();
    boolean possible =
        (channels == 1 || channels == 3)
            && height > 0
            && width > 0
            && (long) height * width <= Integer.MAX_VALUE / channels
            && count > 0
            && count <= Integer.MAX_VALUE
            && blockImages > 0
            && (count - 1) / blockImages < MAXIMUM_BLOCKS
            && (long) height * width * channels * blockImages <= Integer.MAX_VALUE
            && jsonLength >= 0
            && jsonLength <= MAXIMUM_JSON;
    if (!possible) {
      throw damaged();
    }
    return new PackHeader(
        new Size(height, width), channels, (int) count, blockImages, jsonLength, tailCrc);
  }

  static byte[] toJson(PackDescription description) {
    try {
      return JSON.writeValueAsBytes(description);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a description is always writable", e);
    }
  }

  static PackDescription fromJson(byte[] json) {
    try {
      return Optional.ofNullable(JSON.readValue(json, PackDescription.class))
          .orElseThrow(() -> new IOException("it says nothing"));
    } catch (IOException e) {
      throw new DataException("its description is damaged; pack the images again", e);
    }
  }

  static int crc(byte[] bytes, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }

  private static DataException damaged() {
    return new DataException("its header is damaged; copy it anew or pack the images again");
  }
}

package org.cocogan.checkpoint;

/**
 * The manifest of a checkpoint: its step, its experiment, and the checksum of its tensors.
 *
 * @param format version of the checkpoint's form
 * @param step steps that have been taken
 * @param experiment the resolved configuration, as YAML
 * @param software what wrote it
 * @param bytes length of the tensors' file
 * @param crc32c checksum of the tensors' file, in hexadecimal
 */
record Manifest(
    int format, long step, String experiment, String software, long bytes, String crc32c) {
  static final int FORMAT = 1;
}

package org.cocogan.data.large;

/**
 * A description of the picture that is written; an interrupted writing goes on only with the very
 * same.
 *
 * @param version of how it is written
 * @param format of the file
 * @param raster of the picture
 * @param drawn what the picture shows
 */
record Job(int version, String format, Raster raster, String drawn) {
  private static final int VERSION = 1;

  Job(String format, Raster raster, String drawn) {
    this(VERSION, format, raster, drawn);
  }
}

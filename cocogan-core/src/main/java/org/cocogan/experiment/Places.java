package org.cocogan.experiment;

import java.util.HashMap;
import java.util.Map;

/** The places where sections and keys were written: lines of a file, or values given beside it. */
final class Places {
  private record Place(String file, int line) {}

  private final String file;
  private final Map<String, Place> places = new HashMap<>();

  Places(String file) {
    this.file = file;
  }

  void put(String key, String in, int line) {
    places.put(key, new Place(in, line));
  }

  /** Lets a key stand where another one was written. */
  void copy(String written, String meant) {
    places.put(meant, places.getOrDefault(written, new Place(file, 0)));
  }

  /** A key inside the value of another one, whose lines count only if that one is in the file. */
  void putWithin(String outer, String key, int line) {
    Place around = placeOf(outer);
    places.put(key, new Place(around.file(), around.line() > 0 ? line : 0));
  }

  /** The problem at the place of its key; of what the key stands in, where it was not written. */
  Problem locate(Problem problem) {
    Place place = placeOf(problem.key());
    return problem.at(place.file(), place.line());
  }

  private Place placeOf(String key) {
    Place found = places.get(key);
    if (found != null) {
      return found;
    }
    int dot = key.lastIndexOf('.');
    return dot < 0 ? new Place(file, 0) : placeOf(key.substring(0, dot));
  }
}

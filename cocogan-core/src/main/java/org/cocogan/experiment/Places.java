package org.cocogan.experiment;

import java.util.HashMap;
import java.util.Map;

/** Where sections and keys were written: lines of a file, or values given beside it. */
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

  /** The problem at the place of its key; of its section, where the key was not written. */
  Problem locate(Problem problem) {
    String key = problem.key();
    int dot = key.indexOf('.');
    Place whole = new Place(file, 0);
    Place section = dot < 0 ? whole : places.getOrDefault(key.substring(0, dot), whole);
    Place place = places.getOrDefault(key, section);
    return problem.at(place.file(), place.line());
  }
}

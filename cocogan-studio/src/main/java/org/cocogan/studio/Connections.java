package org.cocogan.studio;

import io.vertx.core.http.HttpConnection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The connections that are open: so many at most, and none that takes too long for a request or
 * between two, however slowly bytes come or go. Used by the server's one thread.
 */
final class Connections {
  /** When a request or a pause began, in nanoseconds. */
  private final Map<HttpConnection, Long> begun = new HashMap<>();

  private final long patience;

  /** Limits connections to so many seconds for a request, and between two. */
  Connections(int seconds) {
    patience = TimeUnit.SECONDS.toNanos(seconds);
  }

  /** Takes a new one, or closes it. */
  void add(HttpConnection connection) {
    if (begun.size() >= Limits.MOST_CONNECTIONS) {
      connection.close();
      return;
    }
    begun.put(connection, System.nanoTime());
    connection.closeHandler(closed -> begun.remove(connection));
  }

  /** A request or a pause begins. */
  void begin(HttpConnection connection) {
    begun.replace(connection, System.nanoTime());
  }

  /** Closes those that take too long. */
  void closeLate() {
    long now = System.nanoTime();
    begun.entrySet().stream()
        .filter(entry -> now - entry.getValue() > patience)
        .map(Map.Entry::getKey)
        .toList()
        .forEach(HttpConnection::close);
  }
}

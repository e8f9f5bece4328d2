package org.cocogan;

import java.util.List;
import java.util.stream.Stream;

/**
 * Something that was asked of the library cannot be done, for a reason that its user can mend; the
 * message says what is wrong and what would help.
 */
public class CocoGanException extends RuntimeException {
  private static final long serialVersionUID = 1;
  private static final String INDENTATION = "  ";
  private static final String NEXT = "\n" + INDENTATION;

  private final transient List<String> lines;

  /** With a message for people. */
  public CocoGanException(String message) {
    super(message);
    lines = List.of(String.valueOf(message));
  }

  /** With a message for people, and what it is about in particular, a line each. */
  public CocoGanException(String message, List<String> particulars) {
    super(String.join(NEXT, message, String.join(NEXT, particulars)));
    Stream<String> further = particulars.stream().map(line -> INDENTATION + line);
    lines = Stream.concat(Stream.of(message), further).toList();
  }

  /** With a message for people, and what led to it. */
  public CocoGanException(String message, Throwable cause) {
    super(message, cause);
    lines = List.of(String.valueOf(message));
  }

  /** The message line by line; a line break within one of them is of a name, say of a file. */
  public List<String> lines() {
    return lines;
  }
}

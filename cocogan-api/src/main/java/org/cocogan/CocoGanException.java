package org.cocogan;

import java.util.List;
import java.util.stream.Stream;

/**
 * A failure that the library's user can mend; the message says what is wrong and what would help.
 */
public class CocoGanException extends RuntimeException {
  private static final long serialVersionUID = 1;
  private static final String INDENTATION = "  ";
  private static final String NEXT = "\n" + INDENTATION;

  private final transient List<String> lines;

  /** Creates an exception whose message is shown to the user. */
  public CocoGanException(String message) {
    super(message);
    lines = List.of(String.valueOf(message));
  }

  /** Creates an exception whose message is followed by particulars, a line each. */
  public CocoGanException(String message, List<String> particulars) {
    super(String.join(NEXT, message, String.join(NEXT, particulars)));
    Stream<String> further = particulars.stream().map(line -> INDENTATION + line);
    lines = Stream.concat(Stream.of(message), further).toList();
  }

  /** Creates an exception with a message and the failure that led to it. */
  public CocoGanException(String message, Throwable cause) {
    super(message, cause);
    lines = List.of(String.valueOf(message));
  }

  /** The message line by line; a line break within one of them is of a name, say of a file. */
  public List<String> lines() {
    return lines;
  }
}

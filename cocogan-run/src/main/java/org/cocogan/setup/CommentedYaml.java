package org.cocogan.setup;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Locale;
import java.util.regex.Pattern;
import org.cocogan.patch.Size;

/** A configuration file with a comment beside each value that needs one. */
final class CommentedYaml {
  private static final int COLUMN = 36;

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_./][\\w./-]*");

  private final StringBuilder text = new StringBuilder();

  CommentedYaml comment(String sentence) {
    text.append("# ").append(sentence).append('\n');
    return this;
  }

  CommentedYaml section(String name) {
    text.append(text.indexOf(":\n") < 0 ? "" : "\n").append(name).append(":\n");
    return this;
  }

  CommentedYaml line(String key, Object value, String comment) {
    return append("  " + key + ": " + value, comment);
  }

  /** What may be set, and is not. */
  CommentedYaml unset(String key, String value, String comment) {
    return append("  # " + key + ": " + value, comment);
  }

  CommentedYaml size(String key, Size size, String comment) {
    return line(key, String.format(Locale.ROOT, "[%d, %d]", size.height(), size.width()), comment);
  }

  /** A name or a path; in quotes, where YAML would read something else. */
  CommentedYaml text(String key, String value) {
    boolean plain = PLAIN.matcher(value).matches();
    // A text of JSON is one of YAML, too.
    return line(key, plain ? value : TextNode.valueOf(value), "");
  }

  private CommentedYaml append(String line, String comment) {
    text.append(line);
    if (!comment.isEmpty()) {
      text.append(" ".repeat(Math.max(1, COLUMN - line.length()))).append("# ").append(comment);
    }
    text.append('\n');
    return this;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}

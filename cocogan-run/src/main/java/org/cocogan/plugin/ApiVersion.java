package org.cocogan.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of the interfaces that plugins implement. What fits together has the same major number,
 * and below 1.0 the same minor number, too.
 */
record ApiVersion(String text, int major, int minor) {
  private static final String RESOURCE = "version.properties";
  private static final Pattern FORM = Pattern.compile("(\\d{1,6})\\.(\\d{1,6})([.-].*)?");

  /**
   * Reads a version such as 0.1.0 or 1.2-SNAPSHOT.
   *
   * @throws IllegalArgumentException if it is none
   */
  static ApiVersion of(String text) {
    Matcher matcher = FORM.matcher(text.trim());
    if (!matcher.matches()) {
      throw new IllegalArgumentException("'" + text + "' is no version such as 0.1.0");
    }
    return new ApiVersion(
        text.trim(), Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
  }

  /** The version of this program. */
  static ApiVersion ofThisProgram() {
    try (InputStream in = ApiVersion.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(RESOURCE + " is missing from this build");
      }
      Properties properties = new Properties();
      properties.load(in);
      return of(properties.getProperty("version", ""));
    } catch (IOException e) {
      throw new IllegalStateException("cannot read " + RESOURCE + " of this build", e);
    }
  }

  /** Whether a plugin made for the other version works with this one. */
  boolean fits(ApiVersion other) {
    return major == other.major && (major > 0 || minor == other.minor);
  }

  @Override
  public String toString() {
    return text;
  }
}

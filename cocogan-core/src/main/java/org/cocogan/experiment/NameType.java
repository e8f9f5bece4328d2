package org.cocogan.experiment;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.cocogan.provider.NearestName;
import org.yaml.snakeyaml.nodes.Node;

/**
 * The type of a setting whose value is a name among those that the installation knows.
 *
 * @param kind what it names, such as {@code coordinate system}
 * @param mayBePath whether a path may stand in its place; it is told by a dot or a slash
 */
record NameType(String kind, boolean mayBePath) implements ValueType<String> {
  @Override
  public String description() {
    return "the name of a " + kind + (mayBePath ? ", or a path with a slash or a dot" : "");
  }

  @Override
  public String read(Node node, KnownNames known) throws InvalidValueException {
    String text = Scalars.text(node, description());
    Set<String> all = known.of(kind);
    if (all.contains(text) || (mayBePath && isPath(text))) {
      return text;
    }
    Optional<String> bringer = Optional.ofNullable(known.broughtBy().get(kind + " " + text));
    String nearest = bringer.isPresent() ? "" : NearestName.hint(text, all);
    String elsewhere = bringer.orElse(nearest.isEmpty() ? known.elsewhere() : "");
    throw new InvalidValueException(
        "there is no %s %s%s; known: %s%s%s"
            .formatted(
                kind,
                Text.shown(text),
                nearest,
                all.isEmpty() ? "none" : Text.oneOf(List.copyOf(all)),
                mayBePath ? "; a file or folder needs a slash, such as ./" + text : "",
                elsewhere.isEmpty() ? "" : "; " + elsewhere));
  }

  private static boolean isPath(String text) {
    return text.contains("/") || text.contains("\\") || text.contains(".");
  }

  @Override
  public String write(String value) {
    return Text.quoted(value);
  }
}

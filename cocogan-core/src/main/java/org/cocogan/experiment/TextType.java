package org.cocogan.experiment;

import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * The type of a setting whose value is a word or number as it is written, or any text in quotes.
 */
record TextType() implements ValueType<String> {
  /**
   * What needs no quotes: a word that YAML gives no meaning of its own but for truths; a number.
   */
  private static final Pattern PLAIN =
      Pattern.compile("(?!(?i:null)$)[A-Za-z][A-Za-z0-9_]*|-?[0-9]+(\\.[0-9]+)?([eE]-?[0-9]+)?");

  @Override
  public String description() {
    return "a word, a number, True or False";
  }

  @Override
  public String read(Node node, KnownNames known) throws InvalidValueException {
    return node instanceof ScalarNode scalar && scalar.getScalarStyle() != ScalarStyle.PLAIN
        ? scalar.getValue()
        : Scalars.text(node, description());
  }

  @Override
  public String write(String text) {
    return PLAIN.matcher(text).matches() ? text : Text.quoted(text);
  }
}

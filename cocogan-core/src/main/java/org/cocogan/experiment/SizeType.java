package org.cocogan.experiment;

import java.util.List;
import org.cocogan.patch.Size;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** The type of a setting whose value is a height and a width in pixels, as a list of two. */
record SizeType() implements ValueType<Size> {
  static final int LONGEST_SIDE = 65536;

  @Override
  public String description() {
    return "[height, width] in pixels, each a whole number from 1 to " + LONGEST_SIDE;
  }

  @Override
  public Size read(Node node, KnownNames known) throws InvalidValueException {
    if (!(node instanceof SequenceNode list)) {
      String text = Scalars.text(node, description());
      throw new InvalidValueException("must be " + description() + ", not " + Text.shown(text));
    }
    List<Node> sides = list.getValue();
    if (sides.size() != 2) {
      throw new InvalidValueException(
          "must be " + description() + ", not a list of " + sides.size());
    }
    return new Size(side(sides.get(0)), side(sides.get(1)));
  }

  private int side(Node node) throws InvalidValueException {
    String text = Scalars.text(node, description());
    return Scalars.whole(text, 1, LONGEST_SIDE)
        .map(Long::intValue)
        .orElseThrow(
            () ->
                new InvalidValueException(
                    "must be " + description() + "; " + Text.shown(text) + " is no such side"));
  }

  @Override
  public String write(Size size) {
    return shown(size);
  }

  /** The size as a file has it, such as {@code [64, 128]}. */
  static String shown(Size size) {
    return "[" + size.height() + ", " + size.width() + "]";
  }
}

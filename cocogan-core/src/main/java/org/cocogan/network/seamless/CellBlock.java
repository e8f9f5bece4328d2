package org.cocogan.network.seamless;

import java.util.List;
import java.util.stream.Stream;
import org.cocogan.model.NetworkScope;
import org.cocogan.model.Parameter;

/**
 * The block that makes of the features of cells the map that further blocks double: three
 * convolutions, the last one 3x3.
 */
final class CellBlock {
  /** Cells that it takes off each side. */
  static final int MARGIN = 1;

  private final ValidConvolution embedding;
  private final Modulation before;
  private final ValidConvolution first;
  private final Modulation between;
  private final ValidConvolution second;

  CellBlock(String name, int features, int channels, int style) {
    embedding = new ValidConvolution(name + "/embedding", features, channels, 1);
    before = new Modulation(name + "/modulation0", style, channels);
    first = new ValidConvolution(name + "/conv0", channels, channels, 1);
    between = new Modulation(name + "/modulation1", style, channels);
    second = new ValidConvolution(name + "/conv1", channels, channels, 1 + 2 * MARGIN);
  }

  List<Parameter> parameters() {
    return Stream.of(
            embedding.parameters(),
            before.parameters(),
            first.parameters(),
            between.parameters(),
            second.parameters())
        .flatMap(List::stream)
        .toList();
  }

  /**
   * Begins an image.
   *
   * @param features [batch, features, rows, columns], and the style of all or of each
   * @return [batch, channels, rows - 2, columns - 2]
   */
  StyledImage apply(StyledImage features, NetworkScope scope) {
    return features
        .convolved(embedding, scope)
        .modulated(before, scope)
        .convolved(first, scope)
        .modulated(between, scope)
        .convolved(second, scope);
  }
}

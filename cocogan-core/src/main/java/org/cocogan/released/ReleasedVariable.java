package org.cocogan.released;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cocogan.exact.Product;
import org.cocogan.model.Parameter;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Shape;

/**
 * A parameter of COCO-GAN's networks as the released TensorFlow code stores it.
 *
 * <p>Weights lie the other way round there: a linear one as [in, out], a convolution's as [kh, kw,
 * in, out]. All else is stored as here, the generator's first linear layer included, whose units
 * are in the order height, width, channel in both.
 *
 * @param parameter ours
 * @param name the variable's name there, such as {@code G_generator/g_z_fc/w}
 */
public record ReleasedVariable(Parameter parameter, String name) implements StoredParameter {
  private static final Map<String, String> WEIGHTS = Map.of("weight", "w", "bias", "b", "u", "u");
  private static final Map<String, String> NORM =
      Map.of("gamma", "gamma", "beta", "beta", "mean", "moving_mean", "var", "moving_variance");
  private static final Map<String, String> CONDITIONAL_NORM =
      Map.of(
          "gamma/weight", "fully_connected/weights",
          "gamma/bias", "fully_connected/biases",
          "beta/weight", "fully_connected_1/weights",
          "beta/bias", "fully_connected_1/biases",
          "mean", "mean_recorder",
          "var", "var_recorder");

  private static final List<Layer> LAYERS =
      List.of(
          layer("generator/fc", "G_generator/g_z_fc", WEIGHTS),
          layer(
              "generator/block(\\d+)/conv([12])",
              "G_generator/g_resblock_$1/g_resblock_conv_$2",
              WEIGHTS),
          layer(
              "generator/block(\\d+)/shortcut",
              "G_generator/g_resblock_$1/g_resblock_conv_sc",
              WEIGHTS),
          layer(
              "generator/block(\\d+)/cbn([12])",
              "G_generator/g_resblock_$1/g_resblock_cbn_$2",
              CONDITIONAL_NORM),
          layer("generator/bn", "G_generator/g_last_bn", NORM),
          layer("generator/to_image", "G_generator/g_last_conv_2", WEIGHTS),
          layer(
              "discriminator/block(\\d+)/conv([12])",
              "D_discriminator/d_resblock_$1/d_resblock_conv_$2",
              WEIGHTS),
          layer(
              "discriminator/block(\\d+)/shortcut",
              "D_discriminator/d_resblock_$1/d_resblock_conv_sc",
              WEIGHTS),
          layer("discriminator/adversarial", "D_discriminator/main_steam_out", WEIGHTS),
          layer("discriminator/projection", "D_discriminator/y_emb", WEIGHTS),
          layer("discriminator/spatial/(fc[12])", "GD_spatial_prediction_head/$1", WEIGHTS),
          layer("discriminator/spatial/bn", "GD_spatial_prediction_head/bn1", NORM),
          layer("discriminator/content/(fc[12])", "Q_content_prediction_head/$1", WEIGHTS),
          layer("discriminator/content/bn", "Q_content_prediction_head/bn1", NORM));

  /** A layer's name and those of its parts, ours and the released code's. */
  private record Layer(Pattern ours, String theirs, Map<String, String> parts) {
    Optional<String> released(String name) {
      Matcher matcher = ours.matcher(name);
      if (!matcher.lookingAt()) {
        return Optional.empty();
      }
      String layer = theirs;
      for (int group = 1; group <= matcher.groupCount(); group++) {
        layer = layer.replace("$" + group, matcher.group(group));
      }
      String prefix = layer + "/";
      return Optional.ofNullable(parts.get(name.substring(matcher.end()))).map(prefix::concat);
    }
  }

  private static Layer layer(String ours, String theirs, Map<String, String> parts) {
    return new Layer(Pattern.compile(ours + "/"), theirs, parts);
  }

  /** The variable of a parameter; empty if the released code has none of that name. */
  public static Optional<ReleasedVariable> of(Parameter parameter) {
    return LAYERS.stream()
        .flatMap(layer -> layer.released(parameter.name()).stream())
        .findFirst()
        .map(name -> new ReleasedVariable(parameter, name));
  }

  /** Its sizes in the released code. */
  @Override
  public Shape shape() {
    int[] ours = parameter.shape().dimensions();
    int[] order = order();
    int[] theirs = new int[ours.length];
    for (int axis = 0; axis < theirs.length; axis++) {
      theirs[axis] = ours[order[axis]];
    }
    return Shape.of(theirs);
  }

  @Override
  public HostArray read(HostArray stored) {
    if (!stored.shape().equals(shape())) {
      throw new IllegalArgumentException(
          "%s is of shape %s in the released code, not %s"
              .formatted(name, shape(), stored.shape()));
    }
    float[] values = new float[stored.values().length];
    int[] places = places();
    for (int i = 0; i < values.length; i++) {
      values[places[i]] = stored.values()[i];
    }
    return new HostArray(parameter.shape(), values);
  }

  /** The array that the released code would store, of the {@link #shape()} there. */
  public HostArray written(HostArray ours) {
    float[] values = new float[ours.values().length];
    int[] places = places();
    for (int i = 0; i < values.length; i++) {
      values[i] = ours.values()[places[i]];
    }
    return new HostArray(shape(), values);
  }

  /** Our axis of each of theirs. */
  private int[] order() {
    int rank = parameter.shape().rank();
    if (!parameter.name().endsWith("/weight")) {
      return rank == 2 ? new int[] {0, 1} : new int[] {0};
    }
    return rank == 4 ? new int[] {2, 3, 1, 0} : new int[] {1, 0};
  }

  /**
   * The places of values: for each place in their array, row-major, the place of the same value in
   * ours.
   */
  private int[] places() {
    int[] ours = parameter.shape().dimensions();
    int[] strides = new int[ours.length];
    int stride = 1;
    for (int axis = ours.length - 1; axis >= 0; axis--) {
      strides[axis] = stride;
      stride = Product.of(stride, ours[axis]);
    }
    int[] order = order();
    int[] places = new int[stride];
    int[] index = new int[ours.length];
    for (int i = 0; i < places.length; i++) {
      for (int axis = 0; axis < index.length; axis++) {
        places[i] += Product.of(index[axis], strides[order[axis]]);
      }
      for (int axis = index.length - 1; axis >= 0 && ++index[axis] == ours[order[axis]]; axis--) {
        index[axis] = 0;
      }
    }
    return places;
  }
}

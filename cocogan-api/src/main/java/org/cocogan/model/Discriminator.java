package org.cocogan.model;

import java.util.List;
import org.cocogan.tensor.Tensor;

/**
 * Judges macro patches, and predicts from them their coordinate and their latent vector.
 *
 * <p>All four judgements start from one feature vector, so that a macro patch passes the body of
 * the network once. As with {@link Generator}, it is a function and holds no values.
 */
public interface Discriminator {
  /**
   * Every parameter it reads; names begin with {@code discriminator/}, those of the coordinate
   * prediction with {@code discriminator/spatial/}, those of the latent prediction with {@code
   * discriminator/content/}.
   */
  List<Parameter> parameters();

  /**
   * Whether the feature of a macro patch depends on the others of its batch in a training pass, as
   * with batch normalisation or a minibatch standard deviation. Real and fake patches then pass
   * apart, otherwise together.
   */
  default boolean comparesBatch() {
    return false;
  }

  /** Whether it has a head that predicts coordinates. */
  default boolean predictsCoordinate() {
    return true;
  }

  /** Whether it has a head that predicts latent vectors. */
  default boolean predictsLatent() {
    return true;
  }

  /** Whether it judges with classes, too, where images have them. */
  default boolean judgesClasses() {
    return false;
  }

  /**
   * The random numbers it asks its scope for in a training pass; real and fake patches then pass
   * apart. Otherwise it must do without.
   */
  default List<RandomInput> random() {
    return List.of();
  }

  /**
   * The features the judgements start from.
   *
   * @param macroPatch [batch, channels, macro height, macro width], in [-1, 1]
   * @return [batch, features]
   */
  Tensor features(Tensor macroPatch, NetworkScope scope);

  /**
   * How real a macro patch looks, wherever it may belong.
   *
   * @param features [batch, features]
   * @return [batch, judgements], unbounded; larger is more real; mostly one judgement, or one for
   *     each image of a pair
   */
  Tensor realness(Tensor features, NetworkScope scope);

  /**
   * How real a macro patch looks at its place, and as an image of its class.
   *
   * @param features [batch, features]
   * @param condition [batch, {@link ModelSettings#conditionDimension}]: the macro coordinate, then,
   *     where images have classes, one entry for each: 1 for the patch's own, 0 for the others
   * @return [batch, judgements], unbounded; larger is more real; mostly one judgement, or one for
   *     each image of a pair
   */
  Tensor realness(Tensor features, Tensor condition, NetworkScope scope);

  /**
   * The predicted coordinate of the macro patch (the paper's auxiliary network A).
   *
   * @param features [batch, features]
   * @return [batch, coordinate dimension], in [-1, 1]
   * @throws UnsupportedOperationException unless it {@link #predictsCoordinate()}
   */
  Tensor coordinate(Tensor features, NetworkScope scope);

  /**
   * The predicted latent vector of the macro patch (the paper's content network Q).
   *
   * @param features [batch, features]
   * @return [batch, latent dimension], in [-1, 1]
   * @throws UnsupportedOperationException unless it {@link #predictsLatent()}
   */
  Tensor latent(Tensor features, NetworkScope scope);
}

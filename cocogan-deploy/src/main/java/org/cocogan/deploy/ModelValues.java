package org.cocogan.deploy;

/** The names of an exported model's inputs and outputs. */
public final class ModelValues {
  /** Input: latent vectors [batch, z]. */
  public static final String LATENT = "latent";

  /** Input: micro coordinates [batch, entries]. */
  public static final String COORDINATE = "coordinate";

  /** Input: rows and columns of micro patches [batch, 2]; of an encoder, an output. */
  public static final String POSITION = "position";

  /** Output: micro patches. */
  public static final String PATCH = "patch";

  /** Output: whole images. */
  public static final String IMAGE = "image";

  /** Input: macro patches [batch, channels, height, width]. */
  public static final String MACRO_PATCH = "macro_patch";

  /** Output: the discriminator's judgement [batch, 1]. */
  public static final String REALNESS = "realness";

  private ModelValues() {}
}

package org.cocogan.eval.network;

import java.net.URI;

/**
 * The FID Inception's weights as the makers of pytorch-fid publish them. Their file's name carries
 * the first digits of its SHA-256; the whole one is what several independent projects check the
 * download against.
 */
public final class OfficialWeights {
  /** What the file is called. */
  public static final String FILE = "pt_inception-2015-12-05-6726825d.pth";

  /** Below which address it is published. */
  public static final String FOLDER =
      "https://github.com/mseitzer/pytorch-fid/releases/download/fid_weights/";

  /** Where it is published. */
  public static final URI ADDRESS = URI.create(FOLDER + FILE);

  /** Its SHA-256. */
  public static final String SHA_256 =
      "6726825d0af5f729cebd5821db510b11b1cfad8faad88a03f1befd49fb9129b2";

  private OfficialWeights() {}
}

package org.cocogan.download;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A data set that its makers publish, or that a host gives to those alone who have agreed with it.
 *
 * @param name as on the command line, such as {@code celeba}
 * @param licence under what terms, in one sentence
 * @param asksForAcceptance whether its makers want one to agree to them
 * @param page where its makers describe it
 * @param files what it consists of; empty if they can only be got by hand
 * @param next what to do with the files, or how to get them; {@code DIR} stands for their folder
 */
public record PublishedDataset(
    String name,
    String licence,
    boolean asksForAcceptance,
    URI page,
    List<File> files,
    String next) {
  private static final String DIRECTORY = "DIR";

  /** Copies the list. */
  public PublishedDataset {
    files = List.copyOf(files);
  }

  /**
   * A file of a data set.
   *
   * @param name what it is called in the folder of data sets, such as {@code mnist/train.gz}
   * @param bytes how many it has
   * @param sha256 its SHA-256
   * @param address where it is published
   */
  public record File(String name, long bytes, String sha256, URI address) {
    /**
     * The same as a download.
     *
     * @param mirror in place of where it is published, the folder that has it under its last name
     */
    public PublishedFile published(Path folder, Optional<URI> mirror) {
      Path target = folder.resolve(name);
      URI from = mirror.map(base -> URI.create(base + "/" + target.getFileName())).orElse(address);
      return PublishedFile.of(from, sha256, bytes, "put it at " + target);
    }
  }

  /** All that are known, in the order of a list. */
  public static List<PublishedDataset> all() {
    List<PublishedDataset> all = new ArrayList<>();
    all.add(
        new PublishedDataset(
            "celeba",
            "non-commercial research purposes only; images may not be passed on or shown as"
                + " anyone's",
            true,
            URI.create("https://mmlab.ie.cuhk.edu.hk/projects/CelebA.html"),
            files("celeba"),
            "./cocogan data prepare celeba DIR/celeba.zip --output DIR/celeba.pack --size 64,64"));
    all.add(
        new PublishedDataset(
            "mnist",
            "Creative Commons Attribution-ShareAlike 3.0 (Yann LeCun and Corinna Cortes)",
            false,
            URI.create("http://yann.lecun.com/exdb/mnist/"),
            files("mnist"),
            "./cocogan data prepare mnist DIR/mnist --output DIR/mnist.pack --channels 1"));
    all.add(
        new PublishedDataset(
            "fashion-mnist",
            "MIT (Zalando SE)",
            false,
            URI.create("https://github.com/zalandoresearch/fashion-mnist"),
            files("fashion-mnist"),
            "./cocogan data prepare fashion-mnist DIR/fashion-mnist --output DIR/fashion-mnist.pack"
                + " --channels 1"));
    for (String scene : List.of("bedroom", "church_outdoor", "bridge", "tower")) {
      String name = "lsun-" + scene.replace("_outdoor", "");
      all.add(
          new PublishedDataset(
              name,
              "none stated; its makers offer it for research",
              false,
              URI.create("https://www.yf.io/p/lsun"),
              files(name),
              "unzip DIR/%1$s/%2$s_train_lmdb.zip -d DIR/%1$s && ./cocogan data prepare lsun DIR/%1$s"
                      .formatted(name, scene)
                  + " --output DIR/%s.pack --size 64,64".formatted(name)));
    }
    all.add(
        new PublishedDataset(
            "celeba-hq",
            "non-commercial research purposes only, as CelebA",
            true,
            URI.create("https://github.com/tkarras/progressive_growing_of_gans"),
            List.of(),
            "its host hands out differences to CelebA: follow \"Preparing datasets\" on that page"
                + " to make the 1024x1024 images, as .npy or PNG, and put them into"
                + " DIR/celeba-hq"));
    all.add(
        new PublishedDataset(
            "mp3d",
            "the Matterport3D terms of use, to be signed and mailed",
            true,
            URI.create("https://niessner.github.io/Matterport/"),
            List.of(),
            "sign the agreement on that page and mail it; the answer has a script: python"
                + " download_mp.py -o DIR/mp3d --type matterport_skybox_images"));
    return List.copyOf(all);
  }

  /** What to do with the files of a folder, or how to get them there. */
  public String next(Path folder) {
    return next.replace(DIRECTORY, folder.toString());
  }

  /** The rows of a data set: its name, a file, bytes, SHA-256 and address. */
  private static List<File> files(String dataset) {
    try (InputStream table =
        Objects.requireNonNull(PublishedDataset.class.getResourceAsStream("files.tsv"))) {
      List<File> files = new ArrayList<>();
      for (String row : new String(table.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1)) {
        String[] cells = row.split("\t", -1);
        if (cells[0].equals(dataset)) {
          files.add(new File(cells[1], Long.parseLong(cells[2]), cells[3], URI.create(cells[4])));
        }
      }
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package com.example;

import java.nio.file.Path;
import org.cocogan.run.CocoGan;

/** Prints the Fréchet distance of the images of two folders, by a network's features. */
final class ScoreFolders {
  private ScoreFolders() {}

  public static void main(String[] arguments) {
    System.out.println(
        CocoGan.create().scoring(Path.of(arguments[0])).fid(arguments[1], arguments[2]).value());
  }
}

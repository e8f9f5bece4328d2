package org.cocogan.contract;

import java.util.Arrays;
import java.util.List;
import org.cocogan.exact.Product;
import org.cocogan.metric.Metric;
import org.cocogan.metric.Score;
import org.cocogan.metric.ScoreMap;
import org.cocogan.metric.ScorePicture;

/** A metric whose scores are numbers. */
record HeldMetric(Contract contract, Metric inner) implements Metric {
  @Override
  public void add(byte[] image) {
    inner.add(image);
  }

  @Override
  public List<Score> scores() {
    List<Score> scores = contract.list("scores()", inner.scores());
    for (Score score : scores) {
      String name = contract.text("the name of one of scores()", score.name());
      contract.text("the description of " + name, score.description());
      contract.present("better() of " + name, score.better());
      contract.require(
          Double.isFinite(score.value()), "the value of " + name, score.value(), "a number");
      contract.require(
          Double.isFinite(
              contract.present("standardError() of " + name, score.standardError()).orElse(0)),
          "the standard error of " + name,
          score.standardError(),
          "a number, or none");
    }
    return scores;
  }

  @Override
  public List<ScoreMap> maps() {
    List<ScoreMap> maps = contract.list("maps()", inner.maps());
    for (ScoreMap map : maps) {
      String name = contract.text("the name of one of maps()", map.name());
      contract.text("the description of " + name, map.description());
      contract.present("better() of " + name, map.better());
      double[][] values = contract.present("the values of " + name, map.values());
      contract.require(
          values.length > 0
              && Arrays.stream(values)
                  .allMatch(row -> row != null && row.length > 0 && row.length == values[0].length),
          "the values of " + name,
          "rows that are empty or of several lengths",
          "rows and columns");
    }
    return maps;
  }

  @Override
  public List<ScorePicture> pictures() {
    List<ScorePicture> pictures = contract.list("pictures()", inner.pictures());
    for (ScorePicture picture : pictures) {
      String name = contract.text("the name of one of pictures()", picture.name());
      contract.text("the description of " + name, picture.description());
      long bytes = Product.of(picture.size().height(), picture.size().width(), picture.channels());
      contract.require(
          picture.columns() > 0
              && !picture.images().isEmpty()
              && picture.images().stream().allMatch(image -> image.length == bytes),
          "the images of " + name,
          "none, or of another size",
          "images of " + picture.size() + " in columns");
    }
    return pictures;
  }

  @Override
  public void close() {
    inner.close();
  }
}

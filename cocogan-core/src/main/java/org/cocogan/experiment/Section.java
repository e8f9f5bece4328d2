package org.cocogan.experiment;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The parts of a settings file. */
enum Section {
  DATA("data_params", "What is learned from, and how an image is divided."),
  TRAINING("train_params", "How the networks learn, and on what machinery."),
  LOSS("loss_params", "What the networks minimise."),
  NETWORK("model_params", "What the networks are built like."),
  LOG("log_params", "What a run writes down, and where.");

  private final String key;
  private final String meaning;

  Section(String key, String meaning) {
    this.key = key;
    this.meaning = meaning;
  }

  String key() {
    return key;
  }

  String meaning() {
    return meaning;
  }

  static List<String> keys() {
    return Arrays.stream(values()).map(Section::key).toList();
  }

  static Optional<Section> find(String key) {
    for (Section section : values()) {
      if (section.key.equals(key)) {
        return Optional.of(section);
      }
    }
    return Optional.empty();
  }
}

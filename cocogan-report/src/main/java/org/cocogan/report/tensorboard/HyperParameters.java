package org.cocogan.report.tensorboard;

import com.google.protobuf.Value;
import java.util.List;
import java.util.Map;

/**
 * The hyperparameters of a run for TensorBoard's HParams view: its settings, and which scalars tell
 * how good it is, as messages of TensorBoard's plugin_data.proto and api.proto.
 */
final class HyperParameters {
  private static final String PLUGIN = "hparams";
  private static final int SUCCESS = 1;
  private static final int FAILURE = 2;

  private HyperParameters() {}

  /**
   * The settings of a run that begins.
   *
   * @param settings by name, as a configuration file has them
   * @param metrics tags of scalars
   */
  static Summary begun(Map<String, String> settings, List<String> metrics) {
    Message experiment = new Message();
    Message session = new Message();
    settings.forEach(
        (name, value) -> {
          Value parsed = value(value);
          int type = parsed.hasNumberValue() ? 3 : parsed.hasBoolValue() ? 2 : 1;
          experiment.message(4, new Message().text(1, name).whole(4, type));
          session.message(1, new Message().text(1, name).bytes(2, parsed.toByteString()));
        });
    for (String metric : metrics) {
      experiment.message(5, new Message().message(1, new Message().text(2, metric)));
    }
    double now = System.currentTimeMillis() / 1000.0;
    return new Summary()
        .plugged("_hparams_/experiment", PLUGIN, new Message().message(2, experiment))
        .plugged(
            "_hparams_/session_start_info", PLUGIN, new Message().message(3, session.real(5, now)));
  }

  /** The end of a run. */
  static Summary ended(boolean well) {
    Message end =
        new Message()
            .whole(1, well ? SUCCESS : FAILURE)
            .real(2, System.currentTimeMillis() / 1000.0);
    return new Summary()
        .plugged("_hparams_/session_end_info", PLUGIN, new Message().message(4, end));
  }

  private static Value value(String text) {
    if (text.equals("True") || text.equals("False")) {
      return Value.newBuilder().setBoolValue(text.equals("True")).build();
    }
    try {
      double number = Double.parseDouble(text);
      if (Double.isFinite(number)) {
        return Value.newBuilder().setNumberValue(number).build();
      }
    } catch (NumberFormatException e) {
      // It is no number; the text is the value.
    }
    return Value.newBuilder().setStringValue(text).build();
  }
}

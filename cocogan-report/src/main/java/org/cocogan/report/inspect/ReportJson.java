package org.cocogan.report.inspect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.OptionalLong;
import org.cocogan.coords.ExtrapolatedCoordinateSystem;
import org.cocogan.experiment.DataSettings;
import org.cocogan.experiment.LossSettings;
import org.cocogan.experiment.NetworkSettings;
import org.cocogan.experiment.Period;
import org.cocogan.experiment.Stage;
import org.cocogan.experiment.TrainingSettings;
import org.cocogan.loss.Regularizer;
import org.cocogan.patch.Grid;
import org.cocogan.patch.PatchLayout;
import org.cocogan.patch.Size;
import org.cocogan.schedule.Schedule;

/** An experiment's report for programs; sizes and grids are [height, width], [rows, columns]. */
final class ReportJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private ReportJson() {}

  static ObjectNode of(ExperimentReport report) {
    ObjectNode json = NODES.objectNode();
    json.put("name", report.experiment().log().name());
    json.set("data", data(report));
    json.set("layout", layout(report));
    json.set("coordinates", coordinates(report));
    json.set("networks", networks(report.experiment().network()));
    json.set("parameters", parameters(report.networks()));
    json.set("multiply_accumulates", work(report.networks()));
    json.set("training_memory_bytes", memory(report.memory()));
    json.set("losses", losses(report.experiment().loss()));
    json.set("optimiser", optimiser(report.experiment().training()));
    json.set("schedule", schedule(report.experiment().training()));
    json.set("stages", stages(report));
    report.time().ifPresent(time -> json.put("seconds_per_step", time.secondsPerStep()));
    json.put("run_directory", report.experiment().log().runDirectory().toString());
    ArrayNode missing = json.putArray("missing");
    report.missing().forEach(problem -> missing.add(problem.toString()));
    return json;
  }

  private static ObjectNode data(ExperimentReport report) {
    DataSettings settings = report.experiment().data();
    ObjectNode json = NODES.objectNode();
    json.put("dataset", settings.dataset());
    settings.secondDataset().ifPresent(second -> json.put("second_dataset", second));
    json.put("images", report.images());
    ObjectNode classes = json.putObject("classes");
    report.experiment().network().latentSpace().classes().forEach(classes::put);
    json.put("prepared", ReportText.fitting(report.preparation()));
    json.put("channels", settings.channels());
    json.put("crop", settings.centerCrop() ? "center" : "none");
    json.put("preprocessing", settings.officialPreprocessing() ? "official" : "standard");
    return json;
  }

  private static ObjectNode layout(ExperimentReport report) {
    PatchLayout layout = report.coordinates().layout();
    ObjectNode json = NODES.objectNode();
    json.set("full_image_size", pair(layout.full()));
    json.set("macro_patch_size", pair(layout.macro()));
    json.set("micro_patch_size", pair(layout.micro()));
    json.set("micro_in_macro", pair(layout.microInMacro()));
    json.set("micro_in_full", pair(layout.microInFull()));
    json.set("macro_positions", pair(report.generated().macroPositions()));
    json.set("generated_image_size", pair(report.generatedSize()));
    return json;
  }

  private static ObjectNode coordinates(ExperimentReport report) {
    ObjectNode json = NODES.objectNode();
    json.put("coordinate_system", report.generated().name());
    json.put("dimension", report.generated().dimension());
    json.put(
        "extrapolation_steps",
        report.generated() instanceof ExtrapolatedCoordinateSystem extrapolated
            ? extrapolated.steps()
            : 0);
    return json;
  }

  private static ObjectNode networks(NetworkSettings settings) {
    ObjectNode json = NODES.objectNode();
    json.put("generator", settings.generator());
    json.put("discriminator", settings.discriminator());
    json.put("variant", lower(settings.variant()));
    json.put("latent_dimension", settings.latentSpace().dimension());
    return json;
  }

  private static ObjectNode parameters(NetworkCosts costs) {
    ObjectNode json = NODES.objectNode();
    json.put("generator", costs.generator());
    json.put("discriminator", costs.discriminator());
    json.put("spatial_head", costs.spatialHead());
    json.put("content_head", costs.contentHead());
    return json;
  }

  private static ObjectNode work(NetworkCosts costs) {
    ObjectNode json = NODES.objectNode();
    json.put("per_micro_patch", costs.perMicroPatch());
    json.put("per_image", costs.perImage());
    json.put("per_macro_patch", costs.perMacroPatch());
    return json;
  }

  private static ObjectNode memory(TrainingMemory memory) {
    ObjectNode json = NODES.objectNode();
    json.put("weights", memory.weights());
    json.put("moments", memory.moments());
    json.put("average", memory.average());
    json.put("gradients", memory.gradients());
    json.put("intermediates", memory.intermediates());
    json.put("total", memory.total());
    return json;
  }

  private static ObjectNode losses(LossSettings settings) {
    ObjectNode json = NODES.objectNode();
    json.put("adversarial", lower(settings.adversarial()));
    json.put("regularizer", lower(settings.regularizer()));
    if (settings.regularizer() == Regularizer.GRADIENT_PENALTY) {
      json.set("gradient_penalty_weight", course(settings.gradientPenaltyWeight()));
    }
    if (settings.regularizer() == Regularizer.R1 || settings.regularizer() == Regularizer.R1_R2) {
      json.set("r1_gamma", course(settings.r1Gamma()));
    }
    json.put("coordinate_weight", settings.coordinateWeight());
    json.put("content_weight", settings.contentWeight());
    json.put("drift", settings.drift());
    return json;
  }

  private static ObjectNode optimiser(TrainingSettings settings) {
    ObjectNode json = NODES.objectNode();
    json.put("name", "adam");
    json.put("beta1", settings.beta1());
    json.set("beta2", course(settings.beta2()));
    json.put("epsilon", settings.adamEpsilon());
    json.put("average_decay", settings.emaDecay());
    settings.emaHalfLife().ifPresent(life -> json.set("average_half_life", course(life)));
    json.set("generator", player(settings.generatorRate(), settings.generatorPeriod()));
    json.set("discriminator", player(settings.discriminatorRate(), settings.discriminatorPeriod()));
    json.set("content_head", player(settings.contentRate(), settings.contentPeriod()));
    return json;
  }

  /** A number, or an object that says how it changes. */
  private static JsonNode course(Schedule schedule) {
    if (schedule.isConstant()) {
      return NODES.numberNode(schedule.from());
    }
    ObjectNode json = NODES.objectNode();
    json.put("shape", lower(schedule.shape()));
    json.put("from", schedule.from());
    json.put("to", schedule.to());
    json.put("steps", schedule.steps());
    return json;
  }

  private static ObjectNode player(Schedule rate, Period period) {
    ObjectNode json = NODES.objectNode();
    json.set("learning_rate", course(rate));
    return limit(
        json, "period", period.isNever() ? OptionalLong.empty() : OptionalLong.of(period.steps()));
  }

  private static ObjectNode schedule(TrainingSettings settings) {
    ObjectNode json = NODES.objectNode();
    json.put("batch_size", settings.batchSize());
    limit(json, "epochs", settings.epochs());
    limit(json, "steps", settings.steps());
    settings
        .loadFrom()
        .ifPresentOrElse(
            folder -> json.put("starts_from", folder.toString()),
            () -> json.putNull("starts_from"));
    json.put("sampling", lower(settings.sampling()));
    json.put("seed", settings.seed());
    json.put("backend", settings.backend());
    json.put("device", settings.device());
    return json;
  }

  private static ArrayNode stages(ExperimentReport report) {
    ArrayNode stages = NODES.arrayNode();
    for (Stage stage : report.stages()) {
      TrainingSettings settings = stage.now().training();
      ObjectNode json = stages.addObject();
      json.set("macro_patch_size", pair(stage.now().data().layout().macro()));
      json.put("first_step", stage.first());
      json.put("batch_size", settings.batchSize());
      json.set("generator_learning_rate", course(settings.generatorRate()));
      json.set("discriminator_learning_rate", course(settings.discriminatorRate()));
    }
    return stages;
  }

  private static ObjectNode limit(ObjectNode json, String key, OptionalLong value) {
    value.ifPresentOrElse(number -> json.put(key, number), () -> json.putNull(key));
    return json;
  }

  private static ArrayNode pair(Size size) {
    return NODES.arrayNode().add(size.height()).add(size.width());
  }

  private static ArrayNode pair(Grid grid) {
    return NODES.arrayNode().add(grid.rows()).add(grid.columns());
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}

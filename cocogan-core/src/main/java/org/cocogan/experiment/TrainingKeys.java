package org.cocogan.experiment;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.cocogan.augment.Augmentation;
import org.cocogan.schedule.Schedule;
import org.cocogan.tensor.Precision;
import org.cocogan.train.Sampling;

/** The keys that say how the networks learn, and on what machinery. */
final class TrainingKeys {
  /** In a batch. */
  static final int MOST_MACRO_PATCHES = 65_536;

  static final Setting<OptionalLong> EPOCHS =
      Setting.authors(
              Section.TRAINING,
              "epochs",
              ValueTypes.limit(1_000_000_000),
              e -> e.training().epochs(),
              "Passes over the data set before training ends.")
          .orElse(OptionalLong.empty());

  static final Setting<OptionalLong> STEPS =
      Setting.ours(
          Section.TRAINING,
          "steps",
          ValueTypes.limit(ValueTypes.MOST_STEPS),
          OptionalLong.empty(),
          e -> e.training().steps(),
          "Training steps before training ends, if the epochs do not end it earlier.");

  static final Setting<Integer> BATCH_SIZE =
      Setting.authors(
          Section.TRAINING,
          "batch_size",
          ValueTypes.whole(2, MOST_MACRO_PATCHES),
          e -> e.training().batchSize(),
          "Macro patches in a batch; the batch statistics of the networks need two.");

  static final Setting<Period> G_UPDATE_PERIOD =
      Setting.authors(
              Section.TRAINING,
              "G_update_period",
              ValueTypes.updatePeriod(),
              e -> e.training().generatorPeriod(),
              "Steps from one update of the generator to the next.")
          .orElse(new Period(1));

  static final Setting<Period> D_UPDATE_PERIOD =
      Setting.authors(
              Section.TRAINING,
              "D_update_period",
              ValueTypes.updatePeriod(),
              e -> e.training().discriminatorPeriod(),
              "Steps from one update of the discriminator to the next.")
          .orElse(new Period(1));

  static final Setting<Period> Q_UPDATE_PERIOD =
      Setting.authors(
              Section.TRAINING,
              "Q_update_period",
              ValueTypes.updatePeriod(),
              e -> e.training().contentPeriod(),
              "Steps from one update of the content network, which patch-guided generation needs,"
                  + " to the next.")
          .orElse(Period.NEVER);

  static final Setting<Double> BETA1 =
      Setting.authors(
              Section.TRAINING,
              "beta1",
              ValueTypes.decay(),
              e -> e.training().beta1(),
              "Adam's decay of the first moment.")
          .orElse(0.0);

  static final Setting<Schedule> BETA2 =
      Setting.authors(
              Section.TRAINING,
              "beta2",
              new ScheduleType(ValueTypes.decay()),
              e -> e.training().beta2(),
              "Adam's decay of the second moment.")
          .orElse(Schedule.constant(0.999));

  static final Setting<Double> ADAM_EPSILON =
      Setting.ours(
          Section.TRAINING,
          "adam_epsilon",
          ValueTypes.positive(),
          1e-8,
          e -> e.training().adamEpsilon(),
          "What Adam adds to its denominator.");

  static final Setting<Schedule> GLR =
      Setting.authors(
              Section.TRAINING,
              "glr",
              ValueTypes.rate(),
              e -> e.training().generatorRate(),
              "Learning rate of the generator.")
          .orElse(Schedule.constant(1e-4));

  static final Setting<Schedule> DLR =
      Setting.authors(
              Section.TRAINING,
              "dlr",
              ValueTypes.rate(),
              e -> e.training().discriminatorRate(),
              "Learning rate of the discriminator.")
          .orElse(Schedule.constant(4e-4));

  static final Setting<Schedule> QLR =
      Setting.authors(
              Section.TRAINING,
              "qlr",
              ValueTypes.rate(),
              e -> e.training().contentRate(),
              "Learning rate of the content network.")
          .orElse(Schedule.constant(1e-4));

  static final Setting<Double> EMA_DECAY =
      Setting.ours(
          Section.TRAINING,
          "ema_decay",
          ValueTypes.decay(),
          0.0,
          e -> e.training().emaDecay(),
          "Decay of the moving average of the generator's weights; 0 for no average.");

  static final Setting<Optional<Schedule>> EMA_HALF_LIFE =
      Setting.ours(
          Section.TRAINING,
          "ema_half_life",
          new OptionalType<>(new ScheduleType(ValueTypes.positive())),
          Optional.empty(),
          e -> e.training().emaHalfLife(),
          "In place of `ema_decay`: after how many real images of training a weight counts half in"
              + " the moving average.");

  static final Setting<Boolean> TRAIN_EXTRAP =
      Setting.authors(
              Section.TRAINING,
              "train_extrap",
              ValueTypes.flag(),
              e -> e.training().extrapolation(),
              "Whether the run is post-training: it starts from `force_load_from_dir` and learns to"
                  + " generate beyond the image's edges.")
          .orElse(false);

  static final Setting<Integer> NUM_EXTRAP_STEPS =
      Setting.authors(
              Section.TRAINING,
              "num_extrap_steps",
              ValueTypes.whole(0, 1024),
              e -> e.training().extrapolationSteps(),
              "Micro patches beyond each edge that post-training learns; a cyclic axis has no"
                  + " edge.")
          .orElse(0);

  static final Setting<Optional<Path>> FORCE_LOAD_FROM_DIR =
      Setting.authors(
              Section.TRAINING,
              "force_load_from_dir",
              ValueTypes.optionalPath("a folder or file, or False for none"),
              e -> e.training().loadFrom(),
              "Run, checkpoint (the authors' own included) or .safetensors file of weights whose"
                  + " networks a new run starts with; a run that has a checkpoint of its own goes"
                  + " on from that.")
          .orElse(Optional.empty());

  static final Setting<Sampling> SAMPLING =
      Setting.ours(
          Section.TRAINING,
          "sampling",
          ValueTypes.choice(Sampling.class),
          Sampling.DISCRETE,
          e -> e.training().sampling(),
          "Positions of macro patches: `discrete` starts at micro patches, `continuous` anywhere.");

  static final Setting<Set<Augmentation>> DIFF_AUGMENT =
      Setting.ours(
          Section.TRAINING,
          "diff_augment",
          ValueTypes.choices(Augmentation.class),
          Set.of(),
          e -> e.training().diffAugment(),
          "DiffAugment, for small data sets: how the macro patches that the discriminator sees,"
              + " real and fake alike, are changed at random.");

  static final Setting<Long> SEED =
      Setting.ours(
          Section.TRAINING,
          "seed",
          ValueTypes.anyWhole(),
          0L,
          e -> e.training().seed(),
          "What all random numbers derive from.");

  static final Setting<String> BACKEND =
      Setting.ours(
          Section.TRAINING,
          "backend",
          new NameType(KnownNames.BACKEND, false),
          "djl",
          e -> e.training().backend(),
          "The engine that computes.");

  static final Setting<String> DEVICE =
      Setting.ours(
          Section.TRAINING,
          "device",
          ValueTypes.device(),
          "cpu",
          e -> e.training().device(),
          "Where the engine computes.");

  static final Setting<Integer> THREADS =
      Setting.ours(
          Section.TRAINING,
          "threads",
          ValueTypes.whole(0, 4096),
          0,
          e -> e.training().threads(),
          "Processor threads; 0 for as many as there are processors.");

  static final Setting<Precision> PRECISION =
      Setting.ours(
          Section.TRAINING,
          "precision",
          ValueTypes.choice(Precision.class),
          Precision.FLOAT32,
          e -> e.training().precision(),
          "Numbers that convolutions compute with; `auto` takes bfloat16 where engine and processor"
              + " have it, and the run's `config.yaml` says which it took.");

  static final Setting<Integer> CHECKPOINTS_KEPT =
      Setting.ours(
          Section.TRAINING,
          "checkpoints_kept",
          ValueTypes.whole(1, 1_000_000),
          3,
          e -> e.training().checkpointsKept(),
          "How many of the newest checkpoints stay.");

  /** All of them, in the order of a file. */
  static final List<Setting<?>> ALL =
      List.of(
          EPOCHS,
          STEPS,
          BATCH_SIZE,
          G_UPDATE_PERIOD,
          D_UPDATE_PERIOD,
          Q_UPDATE_PERIOD,
          BETA1,
          BETA2,
          ADAM_EPSILON,
          GLR,
          DLR,
          QLR,
          EMA_DECAY,
          EMA_HALF_LIFE,
          TRAIN_EXTRAP,
          NUM_EXTRAP_STEPS,
          FORCE_LOAD_FROM_DIR,
          SAMPLING,
          DIFF_AUGMENT,
          SEED,
          BACKEND,
          DEVICE,
          THREADS,
          PRECISION,
          CHECKPOINTS_KEPT);

  private TrainingKeys() {}
}

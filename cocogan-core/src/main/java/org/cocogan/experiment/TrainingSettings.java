package org.cocogan.experiment;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.cocogan.augment.Augmentation;
import org.cocogan.schedule.Schedule;
import org.cocogan.tensor.BackendOptions;
import org.cocogan.tensor.Precision;
import org.cocogan.train.Sampling;

/**
 * The settings of the training ({@code train_params}): how the networks learn, and on which
 * machine.
 *
 * @param epochs passes over the data set; empty for no limit
 * @param steps training steps; empty for no limit
 * @param batchSize macro patches in a batch, at least two
 * @param generatorPeriod how often the generator is trained
 * @param discriminatorPeriod how often the discriminator is trained
 * @param contentPeriod how often the content network is trained
 * @param beta1 Adam's decay of the first moment, in [0, 1)
 * @param beta2 Adam's decay of the second moment, in [0, 1)
 * @param adamEpsilon what Adam adds to its denominator, positive
 * @param generatorRate learning rate of the generator, positive
 * @param discriminatorRate learning rate of the discriminator, positive
 * @param contentRate learning rate of the content network, positive
 * @param emaDecay decay of the moving average of the generator's weights, in [0, 1); 0 for none
 * @param emaHalfLife in place of a decay, half-life of the moving average in real images; empty for
 *     none
 * @param extrapolation whether generation beyond the image's edges is trained
 * @param extrapolationSteps micro patches beyond each edge
 * @param loadFrom run or checkpoint whose networks a new run starts with; empty for first values
 * @param sampling which positions macro patches are drawn from
 * @param diffAugment how macro patches are changed before the discriminator sees them
 * @param seed what all random numbers derive from
 * @param backend name of the engine
 * @param device as {@link BackendOptions} calls it
 * @param threads processor threads; 0 for as many as there are processors
 * @param precision of convolutions
 * @param checkpointsKept how many of the newest checkpoints stay, at least one
 * @param growth how the networks grow
 */
public record TrainingSettings(
    OptionalLong epochs,
    OptionalLong steps,
    int batchSize,
    Period generatorPeriod,
    Period discriminatorPeriod,
    Period contentPeriod,
    double beta1,
    Schedule beta2,
    double adamEpsilon,
    Schedule generatorRate,
    Schedule discriminatorRate,
    Schedule contentRate,
    double emaDecay,
    Optional<Schedule> emaHalfLife,
    boolean extrapolation,
    int extrapolationSteps,
    Optional<Path> loadFrom,
    Sampling sampling,
    Set<Augmentation> diffAugment,
    long seed,
    String backend,
    String device,
    int threads,
    Precision precision,
    int checkpointsKept,
    GrowthSettings growth) {
  TrainingSettings withBackend(String newBackend) {
    return with(newBackend, precision);
  }

  TrainingSettings withPrecision(Precision newPrecision) {
    return with(backend, newPrecision);
  }

  private TrainingSettings with(String newBackend, Precision newPrecision) {
    return new TrainingSettings(
        epochs,
        steps,
        batchSize,
        generatorPeriod,
        discriminatorPeriod,
        contentPeriod,
        beta1,
        beta2,
        adamEpsilon,
        generatorRate,
        discriminatorRate,
        contentRate,
        emaDecay,
        emaHalfLife,
        extrapolation,
        extrapolationSteps,
        loadFrom,
        sampling,
        diffAugment,
        seed,
        newBackend,
        device,
        threads,
        newPrecision,
        checkpointsKept,
        growth);
  }

  static TrainingSettings of(Values values) {
    return new TrainingSettings(
        values.get(TrainingKeys.EPOCHS),
        values.get(TrainingKeys.STEPS),
        values.get(TrainingKeys.BATCH_SIZE),
        values.get(TrainingKeys.G_UPDATE_PERIOD),
        values.get(TrainingKeys.D_UPDATE_PERIOD),
        values.get(TrainingKeys.Q_UPDATE_PERIOD),
        values.get(TrainingKeys.BETA1),
        values.get(TrainingKeys.BETA2),
        values.get(TrainingKeys.ADAM_EPSILON),
        values.get(TrainingKeys.GLR),
        values.get(TrainingKeys.DLR),
        values.get(TrainingKeys.QLR),
        values.get(TrainingKeys.EMA_DECAY),
        values.get(TrainingKeys.EMA_HALF_LIFE),
        values.get(TrainingKeys.TRAIN_EXTRAP),
        values.get(TrainingKeys.NUM_EXTRAP_STEPS),
        values.get(TrainingKeys.FORCE_LOAD_FROM_DIR),
        values.get(TrainingKeys.SAMPLING),
        values.get(TrainingKeys.DIFF_AUGMENT),
        values.get(TrainingKeys.SEED),
        values.get(TrainingKeys.BACKEND),
        values.get(TrainingKeys.DEVICE),
        values.get(TrainingKeys.THREADS),
        values.get(TrainingKeys.PRECISION),
        values.get(TrainingKeys.CHECKPOINTS_KEPT),
        GrowthSettings.of(values));
  }

  /** Whether there is a moving average of the generator's weights. */
  public boolean averages() {
    return emaDecay > 0 || emaHalfLife.isPresent();
  }

  /** Where and how wide the engine runs, with the processors of this machine counted. */
  public BackendOptions backendOptions() {
    int processors = Runtime.getRuntime().availableProcessors();
    return new BackendOptions(threads == 0 ? processors : threads, device, precision);
  }
}

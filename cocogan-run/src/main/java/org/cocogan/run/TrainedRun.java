package org.cocogan.run;

import com.google.inject.Injector;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.cocogan.CocoGanException;
import org.cocogan.checkpoint.Checkpoint;
import org.cocogan.checkpoint.Checkpoints;
import org.cocogan.exact.Product;
import org.cocogan.experiment.Experiment;
import org.cocogan.experiment.Stage;
import org.cocogan.experiment.TrainingSettings;
import org.cocogan.file.Digests;
import org.cocogan.file.FileFailures;
import org.cocogan.model.Discriminator;
import org.cocogan.model.Generator;
import org.cocogan.model.LatentSpace;
import org.cocogan.model.ModelSettings;
import org.cocogan.model.StyledGenerator;
import org.cocogan.patch.CoordinateSystem;
import org.cocogan.patch.PixelRegion;
import org.cocogan.patch.Size;
import org.cocogan.render.Drawing;
import org.cocogan.render.LatentField;
import org.cocogan.render.MacroPatchReader;
import org.cocogan.render.PatchRenderer;
import org.cocogan.render.PatchSource;
import org.cocogan.render.TruncatedPatches;
import org.cocogan.tensor.Backend;
import org.cocogan.tensor.Precision;
import org.cocogan.tensor.Variables;
import org.cocogan.train.Networks;
import org.cocogan.train.TrainerSettings;
import org.cocogan.wiring.DrawnParts;
import org.cocogan.wiring.Workbench;

/** A run's latest checkpoint, loaded for drawing. */
public final class TrainedRun implements Drawing {
  /** The seed of latent vectors where none is asked for. */
  public static final long USUAL_SEED = 0;

  private static final String PROCESSOR = "cpu";
  private static final String DRAWING_ENGINE = "onnx";

  private final Experiment experiment;
  private final Path checkpoint;
  private final long step;
  private final Injector injector;
  private final Optional<Runnable> returning;
  private Optional<PatchRenderer> drawing = Optional.empty();

  private TrainedRun(
      Experiment experiment,
      Path checkpoint,
      long step,
      Injector injector,
      Optional<Runnable> returning) {
    this.experiment = experiment;
    this.checkpoint = checkpoint;
    this.step = step;
    this.injector = injector;
    this.returning = returning;
  }

  /** The same run, which goes back to its owner instead of being closed. */
  TrainedRun lent(Consumer<TrainedRun> owner) {
    return new TrainedRun(
        experiment, checkpoint, step, injector, Optional.of(() -> owner.accept(this)));
  }

  /**
   * Loads the latest whole checkpoint of a run for drawing: in float32 on the processor in ONNX
   * Runtime, which draws faster than the engines that train, else with the run's own engine, unless
   * one is chosen.
   *
   * @param folder the run's folder, or that of one of its checkpoints
   * @param backend the engine to use, if one is chosen
   * @param precision of convolutions
   * @param notices told of damaged checkpoints that are passed over
   * @throws CocoGanException if the folder holds no run, or one without a checkpoint
   */
  public static TrainedRun forDrawing(
      Workbench workbench,
      Path folder,
      Optional<String> backend,
      Precision precision,
      Consumer<String> notices)
      throws IOException {
    return load(
        workbench,
        folder,
        own ->
            own.withBackend(
                    backend.orElse(
                        precision == Precision.FLOAT32 && own.training().device().equals(PROCESSOR)
                            ? DRAWING_ENGINE
                            : own.training().backend()))
                .withPrecision(precision),
        notices);
  }

  /**
   * Loads the latest whole checkpoint of a run with the engine that trained it.
   *
   * @param folder the run's folder
   * @param notices told of damaged checkpoints that are passed over
   * @throws CocoGanException if the folder holds no run, or one without a checkpoint
   */
  public static TrainedRun load(Workbench workbench, Path folder, Consumer<String> notices)
      throws IOException {
    return load(workbench, folder, own -> own.withPrecision(Precision.FLOAT32), notices);
  }

  private static TrainedRun load(
      Workbench workbench, Path folder, UnaryOperator<Experiment> engine, Consumer<String> notices)
      throws IOException {
    return of(workbench, checkpoint(folder, notices), engine);
  }

  /**
   * The files that opening a run needs, without those that other checkpoints have.
   *
   * @param folder the run's folder, or that of one of its checkpoints
   * @param notices told of damaged checkpoints that are passed over
   * @throws CocoGanException if the folder holds no run, or one without a checkpoint
   */
  public static List<Path> files(Path folder, Consumer<String> notices) throws IOException {
    Checkpoint checkpoint = checkpoint(folder, notices);
    RunDirectory run = new RunDirectory(folder);
    try (Stream<Path> files = Files.list(checkpoint.directory())) {
      return Stream.concat(
              run.isRun() ? Stream.of(run.configuration()) : Stream.empty(),
              files.filter(Files::isRegularFile))
          .toList();
    }
  }

  private static Checkpoint checkpoint(Path folder, Consumer<String> notices) throws IOException {
    if (Checkpoints.isCheckpoint(folder)) {
      try {
        return Checkpoints.read(folder);
      } catch (IOException e) {
        throw new CocoGanException(
            "checkpoint " + folder + " is damaged: " + FileFailures.describe(e));
      }
    }
    RunDirectory run = new RunDirectory(folder);
    if (!run.isRun()) {
      throw new CocoGanException(
          folder
              + " is no run: it has no config.yaml; name the folder that train printed, such as"
              + " runs/EXP_NAME");
    }
    return run.checkpoints(1, notices)
        .latest()
        .orElseThrow(
            () ->
                new CocoGanException(
                    folder
                        + " has no checkpoint yet; train it first: ./cocogan train "
                        + run.configuration()));
  }

  private static TrainedRun of(
      Workbench workbench, Checkpoint checkpoint, UnaryOperator<Experiment> engine) {
    Experiment own =
        workbench.read(checkpoint.directory() + "/manifest.json", checkpoint.experiment());
    // What is drawn should not depend on how fast it was trained: its precision is the engine's.
    Experiment drawing = engine.apply(own);
    Stage stage = Stage.at(drawing, Math.max(0, checkpoint.step() - 1));
    Injector injector = workbench.assemble(stage);
    checkpoint.restore(injector.getInstance(Variables.class));
    return new TrainedRun(
        stage.now(), checkpoint.directory(), checkpoint.step(), injector, Optional.empty());
  }

  /** The run's settings; in growth, those of the stage that the checkpoint is of. */
  public Experiment experiment() {
    return experiment;
  }

  /** The folder of the checkpoint. */
  public Path checkpoint() {
    return checkpoint;
  }

  /** Steps the checkpoint has behind it. */
  public long step() {
    return step;
  }

  /** What tells its settings and weights from all others: the SHA-256 of them. */
  public String digest() {
    MessageDigest digest = Digests.sha256();
    digest.update(experiment.toYaml().getBytes(StandardCharsets.UTF_8));
    for (String name : new TreeSet<>(variables().names())) {
      digest.update((name + variables().shape(name)).getBytes(StandardCharsets.UTF_8));
      float[] values = variables().get(name).values();
      ByteBuffer bytes = ByteBuffer.allocate(Product.of(Float.BYTES, values.length));
      bytes.asFloatBuffer().put(values);
      digest.update(bytes);
    }
    return Digests.digits(digest);
  }

  /** What its images are put together from. */
  public DrawnParts drawnParts() {
    return injector.getInstance(DrawnParts.class);
  }

  /** The grid and the coordinates of what its images are put together from. */
  public CoordinateSystem coordinates() {
    return drawnParts().coordinates();
  }

  /** The positions and coordinates of the macro patches it was trained on. */
  public CoordinateSystem macroCoordinates() {
    return injector.getInstance(CoordinateSystem.class);
  }

  /** How its players learn. */
  public TrainerSettings trainerSettings() {
    return injector.getInstance(TrainerSettings.class);
  }

  /** Its networks. */
  public Networks networks() {
    return injector.getInstance(Networks.class);
  }

  /** Their weights, with the engine. */
  public Variables variables() {
    return injector.getInstance(Variables.class);
  }

  /** The engine. */
  public Backend backend() {
    return injector.getInstance(Backend.class);
  }

  /** Micro patches beyond each open edge that it was trained to draw. */
  public int extrapolationSteps() {
    TrainingSettings training = experiment.training();
    return training.extrapolation() ? training.extrapolationSteps() : 0;
  }

  @Override
  public Size imageSize() {
    return drawing().imageSize();
  }

  @Override
  public int channels() {
    return experiment.data().channels();
  }

  @Override
  public PixelRegion patchRegion(int row, int column) {
    return drawing().geometry().patch(row, column);
  }

  @Override
  public LatentSpace latentSpace() {
    return networks().settings().latentSpace();
  }

  @Override
  public byte[] pixels(LatentSpace from, long seed, long number, PixelRegion region) {
    return drawing().withSeed(seed).withLatents(from).regions(number, 1, region)[0];
  }

  /** Compiled when the first picture is asked for. */
  private synchronized PatchRenderer drawing() {
    PatchRenderer renderer = drawing.orElseGet(() -> renderer(USUAL_SEED, extrapolationSteps()));
    drawing = Optional.of(renderer);
    return renderer;
  }

  /** Draws from the generator, with latent vectors of the given seed. */
  public PatchRenderer renderer(long seed) {
    return renderer(seed, 0);
  }

  /**
   * Draws from the generator, beyond the edges of real images, too.
   *
   * @param seed of the latent vectors
   * @param extrapolation micro patches to add at each open edge, not negative
   * @throws IllegalArgumentException if no edge can be drawn beyond
   */
  public PatchRenderer renderer(long seed, int extrapolation) {
    return new PatchRenderer(
        injector.getInstance(Generator.class),
        drawnParts().settings(),
        drawnParts().extrapolated(extrapolation),
        injector.getInstance(Backend.class),
        injector.getInstance(Variables.class),
        PatchRenderer.GENERATED,
        seed);
  }

  /**
   * The image without end whose latent vectors change from place to place.
   *
   * @param seed of the latent vectors
   * @param number of the field
   * @param spacing micro patches from one independent latent vector to the next
   * @throws CocoGanException if the generator or its coordinates make none
   */
  public LatentField latentField(long seed, long number, double spacing) {
    return Given.use(() -> renderer(seed).field(number, spacing));
  }

  /**
   * Draws in styles that were moved towards their mean.
   *
   * @param truncation how much of the distance from the mean is left: ψ
   * @throws CocoGanException if the generator has no styles
   */
  public PatchRenderer truncated(long seed, int extrapolation, double truncation) {
    return truncating(truncatedPatches().at(truncation), seed, extrapolation);
  }

  /** Whether its generator has styles that can be moved towards their mean. */
  public boolean hasStyles() {
    return injector.getInstance(Generator.class) instanceof StyledGenerator;
  }

  /**
   * Draws with latent vectors that are followed by how much of the distance from the mean is left
   * of their styles, as {@link TruncatedPatches} takes them.
   *
   * @throws CocoGanException if the generator has no styles
   */
  public PatchRenderer truncating(long seed) {
    return truncating(truncatedPatches(), seed, 0);
  }

  private TruncatedPatches truncatedPatches() {
    if (!(injector.getInstance(Generator.class) instanceof StyledGenerator generator)) {
      throw new CocoGanException(
          "the generator %s has no styles to move towards their mean; --truncation is for runs of"
                  .formatted(experiment.network().generator())
              + " the generator style");
    }
    return new TruncatedPatches(
        generator, injector.getInstance(ModelSettings.class), backend(), variables());
  }

  private PatchRenderer truncating(PatchSource source, long seed, int extrapolation) {
    ModelSettings settings = injector.getInstance(ModelSettings.class);
    return new PatchRenderer(
        drawnParts().extrapolated(extrapolation),
        settings.channels(),
        settings.latentSpace(),
        source,
        PatchRenderer.GENERATED,
        seed);
  }

  /**
   * Reads latent vectors and positions off real macro patches.
   *
   * @throws CocoGanException if the run did not train its content network
   */
  public MacroPatchReader macroPatchReader() {
    requireContentNetwork();
    return new MacroPatchReader(
        injector.getInstance(Discriminator.class),
        injector.getInstance(ModelSettings.class),
        macroCoordinates(),
        injector.getInstance(Backend.class),
        injector.getInstance(Variables.class));
  }

  /**
   * Makes sure that latent vectors can be read off macro patches.
   *
   * @throws CocoGanException if the run did not train its content network
   */
  public void requireContentNetwork() {
    if (!injector.getInstance(Discriminator.class).predictsLatent()) {
      throw new CocoGanException(
          experiment.log().runDirectory()
              + " has no content network, which estimates latent vectors: its discriminator "
              + experiment.network().discriminator()
              + " predicts none");
    }
    if (experiment.training().contentPeriod().isNever() || experiment.loss().contentWeight() == 0) {
      throw new CocoGanException(
          experiment.log().runDirectory()
              + " has not trained its content network, which estimates latent vectors; train with"
              + " loss_params.code_loss_w 100 and train_params.Q_update_period 1");
    }
  }

  @Override
  public void close() {
    drawing.ifPresent(PatchRenderer::close);
    returning.ifPresentOrElse(
        Runnable::run,
        () -> {
          injector.getInstance(Variables.class).close();
          injector.getInstance(Backend.class).close();
        });
  }
}

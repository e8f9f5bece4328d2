package org.cocogan.report.benchmark;

import com.google.inject.Guice;
import com.google.inject.Inject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.cocogan.CocoGanException;
import org.cocogan.augment.Augmentations;
import org.cocogan.coords.EuclideanCoordinateSystem;
import org.cocogan.data.Prefetch;
import org.cocogan.dataset.Dataset;
import org.cocogan.exact.Product;
import org.cocogan.loss.AdversarialLoss;
import org.cocogan.loss.GradientPenalty;
import org.cocogan.merge.GridCropper;
import org.cocogan.merge.GridMerger;
import org.cocogan.model.DiscriminatorProvider;
import org.cocogan.model.Generator;
import org.cocogan.model.GeneratorProvider;
import org.cocogan.model.ModelSettings;
import org.cocogan.observe.Cost;
import org.cocogan.plugin.Plugins;
import org.cocogan.random.CountedRandom;
import org.cocogan.render.CompiledGenerator;
import org.cocogan.render.PatchRenderer;
import org.cocogan.schedule.Schedule;
import org.cocogan.tensor.Backend;
import org.cocogan.tensor.BackendOptions;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Program;
import org.cocogan.tensor.ProgramDefinition;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Variables;
import org.cocogan.train.BatchSource;
import org.cocogan.train.InitialValues;
import org.cocogan.train.Networks;
import org.cocogan.train.Objective;
import org.cocogan.train.Player;
import org.cocogan.train.Sampling;
import org.cocogan.train.StepBatch;
import org.cocogan.train.StepPrograms;
import org.cocogan.train.Trainer;
import org.cocogan.train.TrainerSettings;
import org.cocogan.wiring.Engines;
import org.cocogan.wiring.ProvidersModule;

/** Times training steps and drawing on an engine, on fixed random inputs and with nothing else. */
public final class Benchmarks {
  private static final String NETWORK = "cocogan";
  private static final long SEED = 1;
  private static final double PENALTY_WEIGHT = 10;
  private static final double COORDINATE_WEIGHT = 100;
  private static final Map<Player, Integer> PERIODS =
      Map.of(Player.DISCRIMINATOR, 1, Player.GENERATOR, 1);

  /** Those of the authors. */
  private static final TrainerSettings SETTINGS =
      new TrainerSettings(
          Map.of(
              Player.DISCRIMINATOR, Schedule.constant(4e-4),
              Player.GENERATOR, Schedule.constant(1e-4)),
          PERIODS,
          0,
          Schedule.constant(0.999),
          1e-8,
          Optional.empty());

  private static final int PREFETCHED_BATCHES = 4;

  private final Engines engines;
  private final GeneratorProvider generators;
  private final DiscriminatorProvider discriminators;

  @Inject
  Benchmarks(
      Engines engines,
      Map<String, GeneratorProvider> generators,
      Map<String, DiscriminatorProvider> discriminators) {
    this.engines = engines;
    this.generators = named(generators, "generator", NETWORK);
    this.discriminators = named(discriminators, "discriminator", NETWORK);
  }

  /** Makes benchmarks of every engine that the class path and the plugins offer. */
  public static Benchmarks create(Plugins plugins) {
    return Guice.createInjector(new ProvidersModule(plugins)).getInstance(Benchmarks.class);
  }

  /**
   * Times a discriminator step and a generator step together, their Adam updates included:
   * Wasserstein loss, gradient penalty of weight 10, coordinate loss of weight 100.
   *
   * @throws CocoGanException if there is no such engine
   */
  public BenchmarkResult training(Workload workload) {
    Networks networks = networks(workload.settings());
    StepPrograms steps = steps(networks, workload.batch());
    Map<String, HostArray> inputs = inputs(steps.inputs().shapes());
    // Both players are given the same objects, and so share the generator's pass.
    StepBatch batch = new StepBatch(inputs, inputs);
    try (Backend backend = start(workload);
        Variables variables = backend.newVariables()) {
      InitialValues.set(networks.parameters(), SEED, variables);
      try (Trainer trainer = new Trainer(networks, steps, SETTINGS, backend, variables)) {
        double peak = ConvolutionPeak.measure(backend, workload);
        AtomicLong step = new AtomicLong();
        Timing time =
            Timing.of(workload.steps(), () -> trainer.step(step.getAndIncrement(), batch));
        return measurement(workload, backend, time, work(networks, steps, workload), peak);
      }
    }
  }

  /** What a step needs, forward and backward, the generator's pass once. */
  private static long work(Networks networks, StepPrograms steps, Workload workload) {
    long work =
        -Cost.of(
                CompiledGenerator.definition(
                    networks.generator(),
                    networks.settings(),
                    Product.of(
                        workload.batch(), networks.settings().layout().microInMacro().size()),
                    UnaryOperator.identity()),
                networks.generator().parameters())
            .multiplyAccumulates();
    for (Player player : PERIODS.keySet()) {
      Cost cost = Cost.of(steps.of(player), networks.parameters());
      work += cost.multiplyAccumulates() + cost.gradientMultiplyAccumulates();
    }
    return work;
  }

  /**
   * Times the same steps with batches that a thread of its own makes ahead from a data set of
   * square images, as {@code train} does.
   *
   * @throws CocoGanException if there is no such engine
   */
  public PackTraining trainingFrom(Dataset dataset, Workload workload) {
    ModelSettings settings = workload.settings(dataset.imageSize().width());
    Networks networks = networks(settings);
    StepPrograms steps = steps(networks, workload.batch());
    BatchSource source =
        new BatchSource(
            dataset,
            new EuclideanCoordinateSystem(settings.layout()),
            Optional.empty(),
            new GridCropper(),
            steps.inputs(),
            Sampling.DISCRETE,
            Augmentations.none(),
            SEED);
    try (Backend backend = start(workload);
        Variables variables = backend.newVariables()) {
      InitialValues.set(networks.parameters(), SEED, variables);
      try (Trainer trainer = new Trainer(networks, steps, SETTINGS, backend, variables);
          Prefetch<StepBatch> batches = new Prefetch<>(source::batch, 0, 1, PREFETCHED_BATCHES)) {
        AtomicLong step = new AtomicLong();
        WaitingSteps waiting =
            new WaitingSteps(batches, batch -> trainer.step(step.getAndIncrement(), batch));
        return waiting.measure(dataset.imageSize().width(), workload.steps());
      }
    }
  }

  private Networks networks(ModelSettings settings) {
    return new Networks(
        settings, generators.create(settings), discriminators.create(settings), new GridMerger());
  }

  private static StepPrograms steps(Networks networks, int batch) {
    return new StepPrograms(
        networks,
        new Objective(
            AdversarialLoss.WASSERSTEIN,
            Optional.of(new GradientPenalty(PENALTY_WEIGHT, networks.settings().variant())),
            COORDINATE_WEIGHT,
            0),
        batch,
        false);
  }

  /**
   * Times drawing one batch of micro patches, as {@link PatchRenderer} does it.
   *
   * @throws CocoGanException if there is no such engine
   */
  public BenchmarkResult generation(Workload workload) {
    ModelSettings settings = workload.settings();
    Generator generator = generators.create(settings);
    ProgramDefinition definition =
        CompiledGenerator.definition(
            generator, settings, workload.batch(), UnaryOperator.identity());
    Map<String, HostArray> inputs = inputs(definition.inputs());
    try (Backend backend = start(workload);
        Variables variables = backend.newVariables()) {
      InitialValues.set(generator.parameters(), SEED, variables);
      try (Program program = backend.compile(definition, variables)) {
        double peak = ConvolutionPeak.measure(backend, workload);
        Timing time = Timing.of(workload.steps(), () -> program.run(inputs));
        long work = Cost.of(definition, generator.parameters()).multiplyAccumulates();
        return measurement(workload, backend, time, work, peak);
      }
    }
  }

  private static BenchmarkResult measurement(
      Workload workload, Backend backend, Timing time, long work, double peak) {
    return new BenchmarkResult(
        backend.description(), time, workload.batch() / time.median(), work, peak);
  }

  private Backend start(Workload workload) {
    return engines.start(
        workload.backend(),
        new BackendOptions(workload.threads(), workload.device(), workload.precision()));
  }

  /** Uniform in [-1, 1), the penalty's mixing numbers in [0, 1). */
  private static Map<String, HostArray> inputs(Map<String, Shape> shapes) {
    Map<String, HostArray> inputs = new LinkedHashMap<>();
    shapes.forEach(
        (name, shape) -> {
          CountedRandom random = CountedRandom.of(SEED, "benchmark " + name, 0);
          float least = name.equals("mixing") ? 0 : -1;
          float[] values = new float[shape.size()];
          for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat(least, 1);
          }
          inputs.put(name, new HostArray(shape, values));
        });
    return inputs;
  }

  private static <P> P named(Map<String, P> providers, String kind, String name) {
    P provider = providers.get(name);
    if (provider == null) {
      Set<String> names = new TreeSet<>(providers.keySet());
      throw new CocoGanException("there is no " + kind + " " + name + "; there are " + names);
    }
    return provider;
  }
}

package org.cocogan.experiment;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.cocogan.model.Variant;
import org.cocogan.random.Distribution;

/** The keys that say what the networks are built like. */
final class NetworkKeys {
  private static final int WIDEST_VECTOR = 65_536;
  private static final int MOST_CHANNELS = 16_384;
  private static final int MOST_LAYERS = 1000;

  static final Setting<String> SYSTEM =
      Setting.shorthand(
          Section.NETWORK,
          "system",
          new NameType(KnownNames.SYSTEM, false),
          NetworkSettings.BUILT_IN,
          "Short for `generator` and `discriminator` of the same name.");

  static final Setting<String> GENERATOR =
      Setting.ours(
              Section.NETWORK,
              "generator",
              new NameType(KnownNames.GENERATOR, false),
              NetworkSettings.BUILT_IN,
              e -> e.network().generator(),
              "The network that makes micro patches.")
          .bindsCheckpoint();

  static final Setting<String> DISCRIMINATOR =
      Setting.ours(
              Section.NETWORK,
              "discriminator",
              new NameType(KnownNames.DISCRIMINATOR, false),
              NetworkSettings.BUILT_IN,
              e -> e.network().discriminator(),
              "The network that judges macro patches.")
          .bindsCheckpoint();

  static final Setting<Map<String, String>> GENERATOR_PARAMETERS =
      Setting.ours(
              Section.NETWORK,
              "generator_parameters",
              MappingType.parameters(),
              Map.of(),
              e -> e.network().generatorParameters(),
              "Parameters of the generator's own.")
          .bindsCheckpoint();

  static final Setting<Map<String, String>> DISCRIMINATOR_PARAMETERS =
      Setting.ours(
              Section.NETWORK,
              "discriminator_parameters",
              MappingType.parameters(),
              Map.of(),
              e -> e.network().discriminatorParameters(),
              "Parameters of the discriminator's own.")
          .bindsCheckpoint();

  static final Setting<String> MERGER =
      Setting.ours(
              Section.NETWORK,
              "merger",
              new NameType(KnownNames.MERGER, false),
              NetworkSettings.USUAL_MERGER,
              e -> e.network().merger(),
              "What puts micro patches together.")
          .bindsCheckpoint();

  static final Setting<Map<String, String>> MERGER_PARAMETERS =
      Setting.ours(
              Section.NETWORK,
              "merger_parameters",
              MappingType.parameters(),
              Map.of(),
              e -> e.network().mergerParameters(),
              "Parameters of the merger's own.")
          .bindsCheckpoint();

  static final Setting<Variant> VARIANT =
      Setting.ours(
              Section.NETWORK,
              "variant",
              ValueTypes.choice(Variant.class),
              Variant.OFFICIAL,
              e -> e.network().variant(),
              "Whom to follow where the authors' code and the paper differ.")
          .bindsCheckpoint();

  static final Setting<Integer> Z_DIM =
      Setting.authors(
              Section.NETWORK,
              "z_dim",
              ValueTypes.whole(1, WIDEST_VECTOR),
              e -> e.network().latentSpace().independent(),
              "Entries of a latent vector, without those of classes.")
          .orElse(128)
          .bindsCheckpoint();

  static final Setting<Distribution> LATENT_DISTRIBUTION =
      Setting.ours(
              Section.NETWORK,
              "latent_distribution",
              ValueTypes.choice(Distribution.class),
              Distribution.UNIFORM,
              e -> e.network().latentSpace().distribution(),
              "What the entries of a latent vector follow: `uniform` in [-1, 1), or `normal`.")
          .bindsCheckpoint();

  static final Setting<Map<String, Integer>> CLASS_COUNTS =
      Setting.ours(
          Section.NETWORK,
          "class_counts",
          new MappingType<>(ValueTypes.whole(1, Integer.MAX_VALUE), "{cats: 120, dogs: 80}"),
          Map.of(),
          e -> e.network().latentSpace().classes(),
          "The classes, each with its images, which is how often it is drawn; a run with `classes`"
              + " finds them in its data and writes them down here.");

  static final Setting<OptionalInt> SPATIAL_DIM =
      Setting.authors(
              Section.NETWORK,
              "spatial_dim",
              ValueTypes.count(WIDEST_VECTOR, "for what the coordinate system has"),
              e -> e.network().coordinateDimension(),
              "Entries of a coordinate; must be what the coordinate system has.")
          .orElse(OptionalInt.empty());

  static final Setting<Map<String, String>> COORDINATE_PARAMETERS =
      Setting.ours(
              Section.NETWORK,
              "coordinate_parameters",
              MappingType.parameters(),
              Map.of(),
              e -> e.network().coordinateParameters(),
              "Parameters of the coordinate system's own.")
          .bindsCheckpoint();

  static final Setting<Integer> NGF_BASE =
      Setting.authors(
              Section.NETWORK,
              "ngf_base",
              ValueTypes.whole(1, MOST_CHANNELS),
              e -> e.network().generatorWidth(),
              "Base number of channels of the generator.")
          .orElse(64)
          .bindsCheckpoint();

  static final Setting<Integer> NDF_BASE =
      Setting.authors(
              Section.NETWORK,
              "ndf_base",
              ValueTypes.whole(1, MOST_CHANNELS),
              e -> e.network().discriminatorWidth(),
              "Base number of channels of the discriminator.")
          .orElse(64)
          .bindsCheckpoint();

  static final Setting<Integer> G_EXTRA_LAYERS =
      Setting.authors(
              Section.NETWORK,
              "g_extra_layers",
              ValueTypes.whole(0, MOST_LAYERS),
              e -> e.network().generatorExtraLayers(),
              "Further residual blocks of the generator, without resizing.")
          .orElse(0)
          .bindsCheckpoint();

  static final Setting<Integer> D_EXTRA_LAYERS =
      Setting.authors(
              Section.NETWORK,
              "d_extra_layers",
              ValueTypes.whole(0, MOST_LAYERS),
              e -> e.network().discriminatorExtraLayers(),
              "Further residual blocks of the discriminator, without resizing.")
          .orElse(0)
          .bindsCheckpoint();

  static final Setting<Integer> AUX_DIM =
      Setting.authors(
              Section.NETWORK,
              "aux_dim",
              ValueTypes.whole(1, WIDEST_VECTOR),
              e -> e.network().auxiliaryDimension(),
              "Hidden units of the heads that predict coordinates and latent vectors.")
          .orElse(128)
          .bindsCheckpoint();

  static final Setting<Integer> MAPPING_LAYERS =
      Setting.shorthand(
          Section.NETWORK,
          "mapping_layers",
          ValueTypes.whole(1, MOST_LAYERS),
          8,
          "Short for the parameter `mapping_layers` of the generator `style`.");

  static final Setting<Double> STYLE_MIXING =
      Setting.shorthand(
          Section.NETWORK,
          "style_mixing",
          ValueTypes.probability(),
          0.9,
          "Short for the parameter `style_mixing` of the generator `style`.");

  /** What stands for parameters of a generator that has such. */
  static final List<Setting<?>> OF_GENERATOR = List.of(MAPPING_LAYERS, STYLE_MIXING);

  /** All of them, in the order of a file. */
  static final List<Setting<?>> ALL =
      List.of(
          SYSTEM,
          GENERATOR,
          GENERATOR_PARAMETERS,
          DISCRIMINATOR,
          DISCRIMINATOR_PARAMETERS,
          MERGER,
          MERGER_PARAMETERS,
          VARIANT,
          Z_DIM,
          LATENT_DISTRIBUTION,
          CLASS_COUNTS,
          SPATIAL_DIM,
          COORDINATE_PARAMETERS,
          NGF_BASE,
          NDF_BASE,
          G_EXTRA_LAYERS,
          D_EXTRA_LAYERS,
          AUX_DIM,
          MAPPING_LAYERS,
          STYLE_MIXING);

  private NetworkKeys() {}
}

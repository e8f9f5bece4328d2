package org.cocogan.fuzz;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import javax.tools.ToolProvider;
import org.cocogan.CocoGanException;
import org.cocogan.deploy.DeployReaders;
import org.cocogan.patch.CoordinateSystemProvider;
import org.cocogan.plugin.PluginReaders;
import org.cocogan.report.comparison.ComparisonReaders;
import org.cocogan.run.LatentFile;
import org.cocogan.run.RunReaders;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Shape;

/** The folder of a run, exported models, and plugins. */
final class RunTargets {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LATENT_ENTRIES = 4;
  private static final String ANY_FOLDER = "FOLDER";

  private RunTargets() {}

  static List<Target> all() {
    return List.of(
        Target.of(
                "metrics",
                RunTargets::logs,
                IOException.class,
                (input, folder) -> {
                  Path file = Files.write(folder.resolve("metrics.jsonl"), input);
                  ComparisonReaders.log(file);
                  RunReaders.metrics(file, 2);
                })
            .with(new JsonLinesMutation()),
        Target.of(
                "best-score",
                RunTargets::scores,
                IOException.class,
                (input, folder) -> {
                  Path file = RunReaders.bestScoreFile(folder);
                  Files.createDirectories(file.resolveSibling(""));
                  Files.write(file, input);
                  RunReaders.bestScore(folder);
                })
            .with(new JsonMutation()),
        Target.of(
                "model-properties",
                RunTargets::properties,
                CocoGanException.class,
                RunTargets::readProperties)
            .with(new JsonMutation(), new JsonMutation(), new TextMutation()),
        Target.of(
                "plugin",
                RunTargets::plugins,
                CocoGanException.class,
                (input, folder) -> {
                  Files.write(folder.resolve("x.jar"), input);
                  PluginReaders.load(folder).refused();
                })
            .with(new ZipMutation(new ByteMutation(List.of())), new ZipMutation(new TextMutation()))
            .costing(2),
        Target.of("trust", RunTargets::trusts, CocoGanException.class, RunTargets::readTrust)
            .with(new TextMutation())
            .costing(5),
        Target.of(
                "latents",
                RunTargets::latents,
                CocoGanException.class,
                (input, folder) ->
                    LatentFile.read(Files.write(folder.resolve("x.npy"), input), LATENT_ENTRIES))
            .with(new TextMutation()));
  }

  /** What is kept of trust in a jar, which lies in a folder of any name. */
  private static List<byte[]> trusts() throws IOException {
    Path folder = Files.createTempDirectory("trust");
    try {
      return List.of(Texts.bytes(trust(folder).replace(folder.toString(), ANY_FOLDER)));
    } finally {
      Folders.delete(folder);
    }
  }

  private static String trust(Path folder) throws IOException {
    Path jar = Files.write(folder.resolve("x.jar"), ZipMutation.zip(Map.of(), true));
    Path trusted = Files.createDirectories(folder.resolve("trusted"));
    Folders.empty(trusted);
    return Files.readString(PluginReaders.trust(trusted, jar));
  }

  /** A jar is trusted by what was kept, and by nothing else. */
  private static void readTrust(byte[] input, Path folder) throws IOException {
    String right = trust(folder);
    byte[] kept = replaced(input, folder);
    Path trusted = folder.resolve("trusted");
    Path jar = folder.resolve("x.jar");
    Files.write(PluginReaders.trust(trusted, jar), kept);
    boolean isRight = Texts.of(kept).lines().distinct().toList().equals(right.lines().toList());
    if (PluginReaders.obstacle(trusted, jar).isEmpty() != isRight) {
      throw new IllegalStateException("a jar is trusted: " + !isRight + ", by " + Texts.of(kept));
    }
  }

  private static byte[] replaced(byte[] input, Path folder) {
    // Every byte is a letter of this encoding, so that nothing else changes.
    String text = new String(input, StandardCharsets.ISO_8859_1);
    return text.replace(ANY_FOLDER, folder.toString()).getBytes(StandardCharsets.ISO_8859_1);
  }

  private static List<byte[]> latents() throws IOException {
    Path file = Files.createTempFile("latents", ".npy");
    try {
      LatentFile.write(
          file,
          List.of(
              HostArray.filled(Shape.of(LATENT_ENTRIES), 0.5f),
              HostArray.filled(Shape.of(LATENT_ENTRIES), -1)));
      return List.of(Files.readAllBytes(file));
    } finally {
      Files.delete(file);
    }
  }

  private static List<byte[]> logs() {
    return List.of(
        Texts.bytes(
            """
            {"step":1,"seconds":0.5,"images_per_s":8.0,"data_wait":0.1,"peak_memory_bytes":1000,"d_loss":1.5}
            {"step":2,"seconds":0.9,"images_per_s":8.0,"data_wait":0.1,"peak_memory_bytes":1001,"d_loss":1.4}
            {"step":2,"fid":17.25}
            {"step":3,"seconds":1.4,"images_per_s":8.0,"data_wait":0.1,"peak_memory_bytes":1002,"d_loss":1.3}
            """));
  }

  private static List<byte[]> scores() {
    return List.of(
        Texts.bytes(
            "{\"step\": 2, \"name\": \"fid\", \"value\": 17.5, \"description\": \"of noise\"}"));
  }

  private static List<byte[]> properties() throws IOException {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("cocogan.format", "1");
    properties.put("cocogan.kind", "patch");
    properties.put("cocogan.pixels", "uint8");
    properties.put("cocogan.channels", "3");
    properties.put("cocogan.latent_dimension", "4");
    properties.put("cocogan.latent_distribution", "uniform");
    properties.put("cocogan.micro_patch_size", "4x4");
    properties.put("cocogan.macro_patch_size", "8x8");
    properties.put("cocogan.grid", "2x2");
    properties.put("cocogan.coordinate_system", "euclidean");
    properties.put("cocogan.vertically_cyclic", "false");
    properties.put("cocogan.horizontally_cyclic", "true");
    properties.put("cocogan.coordinates", "[[-1.0,-1.0],[-1.0,1.0],[1.0,-1.0],[1.0,1.0]]");
    properties.put("cocogan.step", "12");
    return List.of(JSON.writeValueAsBytes(properties));
  }

  private static void readProperties(byte[] input, Path folder) {
    Map<String, String> properties;
    try {
      properties = JSON.readValue(input, new TypeReference<Map<String, String>>() {});
    } catch (IOException e) {
      // A model's metadata is a map of texts; what is none cannot be in a model.
      return;
    }
    if (properties != null && !properties.containsValue(null)) {
      DeployReaders.properties(properties);
    }
  }

  private static List<byte[]> plugins() throws IOException {
    Path folder = Files.createTempDirectory("plugin");
    try {
      Path source = folder.resolve("Provider.java");
      Files.writeString(
          source,
          """
          import org.cocogan.provider.Parameters;
          import org.cocogan.patch.CoordinateSystem;
          import org.cocogan.patch.CoordinateSystemProvider;
          import org.cocogan.patch.PatchLayout;

          public final class Provider implements CoordinateSystemProvider {
            public String name() {
              return "odd";
            }

            public String description() {
              return "Coordinates of a test.";
            }

            public CoordinateSystem create(PatchLayout layout, Parameters parameters) {
              throw new IllegalArgumentException("no layout is odd enough");
            }
          }
          """);
      int failures =
          ToolProvider.getSystemJavaCompiler()
              .run(
                  null,
                  null,
                  null,
                  "-proc:none",
                  "-cp",
                  System.getProperty("java.class.path"),
                  "-d",
                  folder.toString(),
                  source.toString());
      if (failures > 0) {
        throw new IOException("the plugin cannot be compiled");
      }
      return List.of(jar(Files.readAllBytes(folder.resolve("Provider.class"))));
    } finally {
      Folders.delete(folder);
    }
  }

  private static byte[] jar(byte[] compiled) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("CocoGAN-Api-Version", "0.1.0");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
      jar.putNextEntry(new JarEntry("Provider.class"));
      jar.write(compiled);
      jar.putNextEntry(
          new JarEntry("META-INF/services/" + CoordinateSystemProvider.class.getName()));
      jar.write(Texts.bytes("Provider\n"));
    }
    return bytes.toByteArray();
  }
}

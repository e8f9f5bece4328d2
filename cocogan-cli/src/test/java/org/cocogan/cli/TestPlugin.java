package org.cocogan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import javax.tools.ToolProvider;
import org.cocogan.patch.CoordinateSystemProvider;

/** A jar in the making: classes compiled from source, service entries and a manifest. */
final class TestPlugin {
  private final Path folder;
  private final Manifest manifest = new Manifest();
  private final Map<String, byte[]> entries = new TreeMap<>();
  private Optional<Path> otherInterface = Optional.empty();

  private TestPlugin(Path folder) {
    this.folder = folder;
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
  }

  /** An empty one. */
  static TestPlugin in(Path folder) throws IOException {
    return new TestPlugin(Files.createDirectories(folder));
  }

  /**
   * One with flat coordinates of a name of its own, whose code can be changed.
   *
   * @param replaced what to put in the place of which text of the source
   */
  static TestPlugin withSystem(Path folder, String system, Map<String, String> replaced)
      throws IOException {
    String source =
        """
        package com.example.flat;

        import org.cocogan.coords.EuclideanCoordinateSystem;
        import org.cocogan.patch.CoordinateSystem;
        import org.cocogan.patch.CoordinateSystemProvider;
        import org.cocogan.patch.Grid;
        import org.cocogan.patch.PatchLayout;
        import org.cocogan.patch.PixelRegion;
        import org.cocogan.provider.Parameters;

        public final class FlatProvider implements CoordinateSystemProvider {
          public FlatProvider() {
            // constructor
          }

          static final class Helper {
            static void help() {}
          }

          public String name() {
            return "SYSTEM";
          }

          public String description() {
            return "Flat images.";
          }

          public CoordinateSystem create(PatchLayout layout, Parameters parameters) {
            // create
            return new Flat(new EuclideanCoordinateSystem(layout));
          }

          record Flat(CoordinateSystem inner) implements CoordinateSystem {
            public String name() { return "SYSTEM"; }
            public PatchLayout layout() { return inner.layout(); }
            public int dimension() { return inner.dimension(); }
            public Grid microGrid() { return inner.microGrid(); }
            public Grid macroPositions() { return inner.macroPositions(); }
            public boolean verticallyCyclic() { return false; }
            public boolean horizontallyCyclic() { return false; }
            public double[] microCoordinate(double row, double column) {
              // coordinate
              return inner.microCoordinate(row, column);
            }
            public double[] macroCoordinate(double row, double column) {
              return inner.macroCoordinate(row, column);
            }
            public PixelRegion macroRegion(double row, double column) {
              // region
              return inner.macroRegion(row, column);
            }
          }
        }
        """
            .replace("SYSTEM", system);
    return in(folder)
        .source("com.example.flat.FlatProvider", changed(source, replaced))
        .service(CoordinateSystemProvider.class, "com.example.flat.FlatProvider");
  }

  /** A source with other texts in the place of some, which must be there. */
  static String changed(String source, Map<String, String> replaced) {
    String changed = source;
    for (Map.Entry<String, String> change : replaced.entrySet()) {
      assertThat(changed).contains(change.getKey());
      changed = changed.replace(change.getKey(), change.getValue());
    }
    return changed;
  }

  /** Lets the next class be compiled against another version of an interface of the program. */
  TestPlugin against(String name, String source) throws IOException {
    otherInterface = Optional.of(write(Files.createTempDirectory(folder, "other"), name, source));
    return this;
  }

  private static Path write(Path work, String name, String source) throws IOException {
    Path file = work.resolve(name.substring(name.lastIndexOf('.') + 1) + ".java");
    return Files.writeString(file, source);
  }

  /** Compiles a class, and those within it, into the jar. */
  TestPlugin source(String name, String source) throws IOException {
    Path work = Files.createTempDirectory(folder, "classes");
    List<String> words = new ArrayList<>(List.of("-proc:none", "-d", work.toString()));
    words.addAll(List.of("-cp", System.getProperty("java.class.path")));
    words.add(write(work, name, source).toString());
    otherInterface.ifPresent(file -> words.add(file.toString()));
    int failures =
        ToolProvider.getSystemJavaCompiler().run(null, null, null, words.toArray(String[]::new));
    assertThat(failures).isZero();
    try (var files = Files.walk(work)) {
      for (Path compiled : files.filter(path -> path.toString().endsWith(".class")).toList()) {
        String entry = work.relativize(compiled).toString().replace('\\', '/');
        if (!entry.startsWith("org/cocogan/")) {
          entries.put(entry, Files.readAllBytes(compiled));
        }
      }
    }
    return this;
  }

  /** Names a provider. */
  TestPlugin service(Class<?> type, String provider) {
    entries.put(
        "META-INF/services/" + type.getName(), (provider + "\n").getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /** Leaves a class out. */
  TestPlugin without(String name) {
    assertThat(entries.remove(name)).isNotNull();
    return this;
  }

  /** Leaves everything else out. */
  TestPlugin only(String name) {
    assertThat(entries).containsKey(name);
    entries.keySet().retainAll(Set.of(name));
    return this;
  }

  /** Says that all classes were compiled for another Java. */
  TestPlugin ofClassFileVersion(int version) {
    entries.forEach(
        (name, content) -> {
          if (name.endsWith(".class")) {
            content[7] = (byte) version;
          }
        });
    return this;
  }

  /** Puts an attribute into the manifest. */
  TestPlugin attribute(String name, String value) {
    manifest.getMainAttributes().putValue(name, value);
    return this;
  }

  /** Writes the jar. */
  Path jar(String name) throws IOException {
    Path jar = folder.resolve(name);
    Path parent = jar.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        out.putNextEntry(new JarEntry(entry.getKey()));
        out.write(entry.getValue());
        out.closeEntry();
      }
    }
    return jar;
  }
}

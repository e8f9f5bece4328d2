package org.cocogan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A tiny experiment beside a folder of plugins.
 *
 * @param tiny the experiment
 * @param plugins where the jars are
 */
record PluggedExperiment(TinyExperiment tiny, Path plugins) {
  /** What says which jars are loaded begins so. */
  static final String LOADED = "plugins: ";

  /** Makes both; the jars lie in the folder {@code plugins}. */
  static PluggedExperiment in(Path folder) throws IOException {
    return new PluggedExperiment(
        TinyExperiment.in(folder), Files.createDirectories(folder.resolve("plugins")));
  }

  /** A jar in the making, with flat coordinates. */
  TestPlugin flat() throws IOException {
    return TestPlugin.withSystem(plugins, "flat", Map.of());
  }

  /** The same, with a statement in the place of a comment, or other code in that of some. */
  TestPlugin flat(String replaced, String code) throws IOException {
    return TestPlugin.withSystem(plugins, "flat", Map.of(replaced, code));
  }

  /** A jar with a provider, of whose source some code is replaced. */
  Path jar(Class<?> kind, String provider, String source, String replaced, String code)
      throws IOException {
    String name = "com.example." + provider;
    return TestPlugin.in(plugins)
        .source(name, TestPlugin.changed(source, Map.of(replaced, code)))
        .service(kind, name)
        .jar("x.jar");
  }

  /** Runs a command on the experiment in a coordinate system, with the plugins. */
  CommandRun run(String command, String system) {
    return with(command, "--set", "data_params.coordinate_system=" + system);
  }

  /** Runs a command on the experiment, with the plugins. */
  CommandRun with(String command, Object... options) {
    Object[] words = new Object[options.length + 2];
    words[0] = "--plugins";
    words[1] = plugins;
    System.arraycopy(options, 0, words, 2, options.length);
    return CommandRun.of(tiny.words(command, words));
  }

  /** What a command says on standard error beside which jars it loads. */
  static List<String> complaints(CommandRun run) {
    return run.errorLines().stream().filter(line -> !line.startsWith(LOADED)).toList();
  }

  /** The one line of a command that has failed. */
  static String failure(CommandRun run) {
    assertThat(run.exitCode()).as(run.errors()).isEqualTo(1);
    assertThat(complaints(run)).hasSize(1);
    return complaints(run).get(0);
  }
}

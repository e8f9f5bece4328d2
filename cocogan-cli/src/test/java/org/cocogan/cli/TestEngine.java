package org.cocogan.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.cocogan.tensor.BackendProvider;

/** A jar with an engine of its own name, which leaves the work to DJL and can be changed. */
final class TestEngine {
  private TestEngine() {}

  /**
   * Writes the jar.
   *
   * @param replaced what to put in the place of which text of the source
   */
  static Path jar(Path folder, String name, Map<String, String> replaced) throws IOException {
    String source =
        """
        package com.example.engine;

        import java.util.Map;
        import org.cocogan.backend.djl.DjlBackendProvider;
        import org.cocogan.tensor.*;

        public final class EngineProvider implements BackendProvider {
          public String name() {
            return "NAME";
          }

          public String description() {
            return "DJL by another name.";
          }

          public Backend start(BackendOptions options) {
            // start
            return new Engine(new DjlBackendProvider().start(options));
          }

          record Engine(Backend inner) implements Backend {
            public String name() { return "NAME"; }
            public String description() { return "DJL, called NAME"; }
            public Variables newVariables() { return inner.newVariables(); }
            public Program compile(ProgramDefinition definition, Variables variables) {
              return new Compiled(inner.compile(definition, variables));
            }
            public void close() { inner.close(); }
          }

          record Compiled(Program inner) implements Program {
            // compiled
            public Map<String, HostArray> run(Map<String, HostArray> inputs) {
              return inner.run(inputs);
            }
            public Map<String, HostArray> gradients(Map<String, HostArray> inputs) {
              return inner.gradients(inputs);
            }
            public Map<String, HostArray> advance(Map<String, HostArray> inputs) {
              return inner.advance(inputs);
            }
            public Map<String, HostArray> train(Map<String, HostArray> inputs, AdamUpdate update) {
              return inner.train(inputs, update);
            }
            public void close() { inner.close(); }
          }
        }
        """
            .replace("NAME", name);
    return TestPlugin.in(folder)
        .source("com.example.engine.EngineProvider", TestPlugin.changed(source, replaced))
        .service(BackendProvider.class, "com.example.engine.EngineProvider")
        .jar(name + ".jar");
  }
}

package org.cocogan.export;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.cocogan.CocoGanException;
import org.cocogan.cache.Leftovers;
import org.cocogan.deploy.ModelKind;
import org.cocogan.export.RunExport.Exported;

/**
 * A folder with a page that draws a run's images part by part in a browser: the model, its
 * description, the page, and the files of onnxruntime-web, so that no other host is asked.
 */
public final class WebExport {
  /** The files of the npm package onnxruntime-web, in its {@code dist}, that the page loads. */
  private static final List<String> RUNTIME =
      List.of("ort.wasm.min.mjs", "ort-wasm-simd-threaded.mjs", "ort-wasm-simd-threaded.wasm");

  private final RunExport export;
  private final Path runtime;

  /**
   * Prepares the export.
   *
   * @param runtime the folder of the npm package onnxruntime-web, or its {@code dist}
   * @throws CocoGanException if that holds no such files
   */
  public WebExport(RunExport export, Path runtime) {
    this.export = export;
    Path dist = runtime.resolve("dist");
    this.runtime = Files.isDirectory(dist) ? dist : runtime;
    for (String file : RUNTIME) {
      if (!Files.isRegularFile(this.runtime.resolve(file))) {
        throw new CocoGanException(
            runtime
                + " holds no "
                + file
                + "; name the folder of the npm package onnxruntime-web, such as"
                + " node_modules/onnxruntime-web after 'npm install onnxruntime-web@1.27.0'");
      }
    }
  }

  /**
   * Writes the folder whole, or not at all.
   *
   * @param latest whether the latest weights are taken even where there are averages
   * @param folder that is not there yet
   * @throws IOException if it cannot be written
   */
  public Exported write(boolean latest, Path folder) throws IOException {
    Exported model = export.export(ModelKind.PATCH, true, latest, "model.onnx");
    Path partial = folder.resolveSibling(folder.getFileName() + ".partial");
    Leftovers.deleteIfThere(partial);
    Files.createDirectory(partial);
    try {
      Files.write(partial.resolve("model.onnx"), model.bytes());
      Files.writeString(partial.resolve("model.json"), model.properties(), StandardCharsets.UTF_8);
      Files.writeString(partial.resolve("model.md"), model.card(), StandardCharsets.UTF_8);
      copy("web.html", partial.resolve("index.html"));
      copy("draw.mjs", partial.resolve("draw.mjs"));
      for (String file : RUNTIME) {
        Files.copy(runtime.resolve(file), partial.resolve(file));
      }
      Files.move(partial, folder, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Leftovers.deleteIfThere(partial);
    }
    return model;
  }

  private static void copy(String resource, Path file) throws IOException {
    try (InputStream in = WebExport.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the program's jar has lost " + resource);
      }
      Files.copy(in, file);
    }
  }
}

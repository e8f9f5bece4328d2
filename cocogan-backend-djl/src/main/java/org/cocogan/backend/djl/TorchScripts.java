package org.cocogan.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A compiler of functions in TorchScript, which compiles each once.
 *
 * <p>A TorchScript archive is a zip with the source text of a module and a pickle that names it;
 * both are written here.
 */
final class TorchScripts {
  /** Protocol 2: an object of class __torch__.Function whose attribute "training" is true. */
  private static final byte[] OBJECT =
      latin1(
          "\u0080\u0002c__torch__\nFunction\n)\u0081}X\u0008\u0000\u0000\u0000training\u0088sb.");

  /** Protocol 2: an empty tuple. */
  private static final byte[] NO_CONSTANTS = latin1("\u0080\u0002).");

  /** The lists of a function's parameters. */
  static final String NUMBERS = "numbers";

  static final String INPUTS = "inputs";
  static final String VARIABLES = "variables";
  static final String CONSTANTS = "constants";

  private final NDManager manager;
  private final Map<String, PtSymbolBlock> functions = new ConcurrentHashMap<>();

  TorchScripts(NDManager manager) {
    this.manager = manager;
  }

  /**
   * A function from lists of tensors to a list of tensors.
   *
   * @param lists the names of its parameters; the engine passes no list that is empty
   * @param body its statements, indented by four, the last a {@code return}
   */
  PtSymbolBlock function(List<String> lists, String body) {
    return functions.computeIfAbsent(source(lists, body), this::compile);
  }

  /** Whether the processor has instructions for numbers of 16 bits. */
  boolean processorHasBfloat16() {
    String body =
        """
            if bool(ops.mkldnn._is_mkldnn_bf16_supported()):
              result = numbers
            else:
              result = annotate(List[Tensor], [])
            return result
        """;
    try (NDManager memory = manager.newSubManager()) {
      NDArray any = memory.create(0f);
      any.setName(NUMBERS + "[]");
      PtSymbolBlock function = function(List.of(NUMBERS), body);
      return !IValueUtils.forward(function, new NDList(any), true).isEmpty();
    }
  }

  private static String source(List<String> lists, String body) {
    StringBuilder parameters = new StringBuilder("self: __torch__.Function");
    lists.forEach(list -> parameters.append(", ").append(list).append(": List[Tensor]"));
    return """
    class Function(Module):
      __parameters__ = []
      __buffers__ = []
      training : bool
      def forward(\
    """
        + parameters
        + ") -> List[Tensor]:\n"
        + body;
  }

  private PtSymbolBlock compile(String source) {
    try {
      ByteArrayOutputStream archive = new ByteArrayOutputStream();
      try (ZipOutputStream zip = new ZipOutputStream(archive)) {
        zip.setMethod(ZipOutputStream.DEFLATED);
        put(zip, "function/data.pkl", OBJECT);
        put(zip, "function/code/__torch__.py", source.getBytes(StandardCharsets.UTF_8));
        put(zip, "function/constants.pkl", NO_CONSTANTS);
        put(zip, "function/version", latin1("3\n"));
      }
      return JniUtils.loadModule(
          (PtNDManager) manager, new ByteArrayInputStream(archive.toByteArray()), false, false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(content);
    zip.closeEntry();
  }

  private static byte[] latin1(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}

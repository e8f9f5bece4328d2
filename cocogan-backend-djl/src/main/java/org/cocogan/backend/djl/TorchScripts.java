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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.cocogan.tensor.AdamUpdate;

/**
 * Operations of PyTorch that DJL does not offer, as TorchScript functions compiled once.
 *
 * <p>A TorchScript archive is a zip with the source text of a module and a pickle that names it;
 * both are written here, and the engine differentiates through the result.
 */
final class TorchScripts {
  /** Protocol 2: an object of class __torch__.Function whose attribute "training" is true. */
  private static final byte[] OBJECT =
      latin1(
          "\u0080\u0002c__torch__\nFunction\n)\u0081}X\u0008\u0000\u0000\u0000training\u0088sb.");

  /** Protocol 2: an empty tuple. */
  private static final byte[] NO_CONSTANTS = latin1("\u0080\u0002).");

  private final NDManager manager;
  private final Map<String, PtSymbolBlock> functions = new ConcurrentHashMap<>();

  TorchScripts(NDManager manager) {
    this.manager = manager;
  }

  NDArray convTranspose2d(NDArray input, NDArray weight, int stride, int padding) {
    return call(
        "input: Tensor, weight: Tensor",
        String.format(
            Locale.ROOT,
            "torch.conv_transpose2d(input, weight, None, [%d, %d], [%d, %d])",
            stride,
            stride,
            padding,
            padding),
        input,
        weight);
  }

  NDArray conv2dWeight(
      NDArray input, NDArray gradient, int kernelHeight, int kernelWidth, int stride, int padding) {
    return call(
        "input: Tensor, gradient: Tensor",
        String.format(
            Locale.ROOT,
        """
        weight = torch.new_empty(input, [torch.size(gradient, 1), torch.size(input, 1), %d, %d])
        torch.convolution_backward(gradient, input, weight, None, [%d, %d], [%d, %d], [1, 1], \
        False, [0, 0], 1, [False, True, False])[1]""",
            kernelHeight, kernelWidth, stride, stride, padding, padding),
        input,
        gradient);
  }

  /**
   * Updates weights and their moments in place, all in one call and one pass over their memory.
   *
   * <p>PyTorch adds ε after it has corrected the second moment, TensorFlow before: the same update
   * with ε divided by √(1-β₂ᵗ).
   */
  void adam(
      List<NDArray> weights,
      List<NDArray> gradients,
      List<NDArray> firsts,
      List<NDArray> seconds,
      AdamUpdate update) {
    double epsilon =
        update.epsilon() / Math.sqrt(1 - Math.pow(update.beta2(), (double) update.number()));
    int count = weights.size();
    String body =
        """
        weights = %s
        torch._fused_adam_(weights, %s, %s, %s, annotate(List[Tensor], []), %s, \
        lr=%s, beta1=%s, beta2=%s, weight_decay=0., eps=float(epsilon), \
        amsgrad=False, maximize=False)
        weights[0]"""
            .formatted(
                names("weight", count),
                names("gradient", count),
                names("first", count),
                names("second", count),
                Collections.nCopies(count, "number"),
                update.learningRate(),
                update.beta1(),
                update.beta2());
    List<NDArray> arguments = new ArrayList<>();
    StringBuilder parameters = new StringBuilder();
    for (int i = 0; i < count; i++) {
      arguments.addAll(List.of(weights.get(i), gradients.get(i), firsts.get(i), seconds.get(i)));
      parameters.append(
          String.format(
              Locale.ROOT,
              "weight%1$d: Tensor, gradient%1$d: Tensor, first%1$d: Tensor, second%1$d: Tensor, ",
              i));
    }
    arguments.add(manager.create((float) update.number()));
    arguments.add(manager.create((float) epsilon));
    call(
        parameters.append("number: Tensor, epsilon: Tensor").toString(),
        body,
        arguments.toArray(NDArray[]::new));
  }

  /** Such as {@code [weight0, weight1]}: a list in TorchScript is written as one in Java. */
  private static List<String> names(String stem, int count) {
    return IntStream.range(0, count).mapToObj(i -> stem + i).toList();
  }

  /**
   * Calls the function with that body, compiling it at the first call.
   *
   * @param parameters as in TorchScript, such as {@code input: Tensor}
   * @param body statements may precede the last line, which is the value returned
   */
  NDArray call(String parameters, String body, NDArray... arguments) {
    PtSymbolBlock function = functions.computeIfAbsent(source(parameters, body), this::compile);
    // Not runMethod, which would run in inference mode and cut the gradient.
    return IValueUtils.forward(function, new NDList(arguments), true).singletonOrThrow();
  }

  private static String source(String parameters, String body) {
    int last = body.lastIndexOf('\n') + 1;
    StringBuilder text =
        new StringBuilder("class Function(Module):\n")
            .append("  __parameters__ = []\n  __buffers__ = []\n  training : bool\n")
            .append("  def forward(self: __torch__.Function, ")
            .append(parameters)
            .append(") -> Tensor:\n");
    body.substring(0, last).lines().forEach(line -> text.append("    ").append(line).append('\n'));
    return text.append("    return ").append(body.substring(last)).append('\n').toString();
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

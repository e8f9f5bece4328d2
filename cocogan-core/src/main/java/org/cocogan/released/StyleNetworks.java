package org.cocogan.released;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.cocogan.CocoGanException;
import org.cocogan.model.Parameter;
import org.cocogan.patch.PatchLayout;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Shape;

/**
 * The style-based networks as the PyTorch code of the StyleGAN-based COCO-GAN stores them ({@code
 * NeverGiveU/CoCoGAN_pytorch_master}).
 *
 * <p>Its generator has nine resolutions, from 4x4 to 1024x1024, however many are used; its mapping
 * has as many layers as resolutions are used; and the first coordinate is the horizontal one. The
 * weights of its spatial predictor it does not save.
 */
public final class StyleNetworks {
  private static final Pattern RESOLUTION =
      Pattern.compile("(generator\\.(progression|to_rgb)|from_rgb)\\.(\\d{1,9})\\..*");

  private static final int RESOLUTIONS = 9;
  private static final String LAYER = "style.%s.linear.weight_orig";
  private static final String BLURS = "_flip";

  private final List<Parameter> parameters;
  private final StyleNames names;
  private final int used;

  /**
   * Names the tensors of both networks, or of one of them.
   *
   * @param parameters ours, those of the spatial predictor among them or not
   * @throws CocoGanException if they are not those of the generator {@code style} and the
   *     discriminator {@code style-conditional}, each at its full size
   */
  public StyleNetworks(List<Parameter> parameters, PatchLayout layout) {
    this.parameters = parameters.stream().filter(one -> !isPredictors(one)).toList();
    names = new StyleNames(layout.macro().height());
    used = Integer.numberOfTrailingZeros(layout.micro().height()) - 1;
    for (Parameter parameter : this.parameters) {
      if (names.of(parameter).isEmpty()) {
        throw new CocoGanException(
            "the StyleGAN-based project has the networks style and style-conditional alone, and in"
                + " them no "
                + parameter.name()
                + "; choose model_params.generator style and discriminator style-conditional");
      }
    }
  }

  /** Whether a parameter is the spatial predictor's, which no file has. */
  public static boolean isPredictors(Parameter parameter) {
    return parameter.name().startsWith("discriminator/spatial/");
  }

  /**
   * What keeps a file from being that of these networks: tensors that are missing, of another
   * shape, or too many.
   *
   * @param stored the shapes of its tensors by name
   * @return a line for each; empty if all is as it should be
   */
  public List<String> problems(Map<String, Shape> stored) {
    List<String> problems = new ArrayList<>();
    int layers = 0;
    while (stored.containsKey(LAYER.formatted(2L * layers + 1))) {
      layers++;
    }
    if (layers > 0 && layers != used) {
      problems.add(
          "style has %s layers, as many as resolutions up to micro patches of %s pixels; those of"
                  .formatted(layers, 2L << Math.min(layers, Integer.SIZE))
              + " the configuration have %s".formatted(2L << used));
    }
    problems.addAll(
        StoredParameter.problems(tensors(stored), stored, name -> isUnused(name, stored)));
    return problems;
  }

  /** Whether it is of a resolution that is not drawn, or one of the kernels that blur. */
  private boolean isUnused(String name, Map<String, Shape> stored) {
    if (name.endsWith(BLURS) || stored.containsKey(name + BLURS)) {
      return true;
    }
    var resolution = RESOLUTION.matcher(name);
    if (!resolution.matches()) {
      return false;
    }
    long number = Long.parseLong(resolution.group(3));
    boolean drawn = resolution.group(1).equals("generator.progression") && number < used;
    return number < RESOLUTIONS && !drawn;
  }

  /** Every parameter's value, by our names. */
  public Map<String, HostArray> values(
      Map<String, Shape> shapes, Function<String, HostArray> stored) {
    Map<String, HostArray> values = new LinkedHashMap<>();
    for (StyleTensor tensor : tensors(shapes)) {
      values.put(tensor.parameter().name(), tensor.read(stored.apply(tensor.name())));
    }
    return values;
  }

  /** Where each parameter lies, of several possible tensors in the one that is there. */
  private List<StyleTensor> tensors(Map<String, Shape> stored) {
    List<StyleTensor> tensors = new ArrayList<>();
    for (Parameter parameter : parameters) {
      List<StyleTensor> candidates = names.of(parameter);
      tensors.add(
          candidates.stream()
              .filter(tensor -> stored.containsKey(tensor.name()))
              .findFirst()
              .orElse(candidates.get(0)));
    }
    return tensors;
  }
}

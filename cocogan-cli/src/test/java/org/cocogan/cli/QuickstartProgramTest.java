package org.cocogan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.Injector;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.cocogan.augment.Augmentations;
import org.cocogan.plugin.Plugins;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.ProgramDefinition;
import org.cocogan.tensor.ProgramResult;
import org.cocogan.tensor.ProgramScope;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Tensor;
import org.cocogan.tensor.TensorOperations;
import org.cocogan.train.Networks;
import org.cocogan.train.Objective;
import org.cocogan.train.Player;
import org.cocogan.train.StepPrograms;
import org.cocogan.wiring.Workbench;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The quickstart's players compute what they always have: networks and losses ask for the same
 * operations, numbers included, in the same order. Whoever means to change that counts them anew;
 * whoever only works on the variant {@code official} has changed too much.
 *
 * <p>The penalty is left out. It asks for derivatives, which are not the networks' own operations.
 */
class QuickstartProgramTest {
  @ParameterizedTest
  @CsvSource({"DISCRIMINATOR, 1003, 8a581c62ef4b9311", "GENERATOR, 1021, 026d117a53b82f35"})
  void isWhatItWas(Player player, int operations, String digest) throws Exception {
    Workbench workbench = Workbench.create(Plugins.none());
    Injector parts =
        workbench.assemble(
            workbench.read(CommandRun.shipped("small/portraits-32"), Map.of()).experiment());
    Objective objective = parts.getInstance(Objective.class);
    StepPrograms programs =
        new StepPrograms(
            parts.getInstance(Networks.class),
            new Objective(
                objective.adversarial(),
                Optional.empty(),
                objective.coordinateWeight(),
                objective.codeWeight(),
                objective.drift()),
            parts.getInstance(Augmentations.class).macroPatches(),
            16,
            false);
    List<String> listing = new Listing(parts.getInstance(Networks.class)).of(programs.of(player));

    String text = String.join("\n", listing);
    byte[] hash =
        MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    assertThat(listing.size() + " " + HexFormat.of().formatHex(hash, 0, 8))
        .as("lines and digest of the listing:%n%s", text)
        .isEqualTo(operations + " " + digest);
  }

  /** Writes down the operations of a program in place of computing them. */
  private static final class Listing {
    private final Networks networks;
    private final List<String> lines = new ArrayList<>();

    @SuppressWarnings("unchecked") // the proxy's handles are the numbers of its lines
    private final TensorOperations<Integer> operations =
        (TensorOperations<Integer>)
            Proxy.newProxyInstance(
                TensorOperations.class.getClassLoader(),
                new Class<?>[] {TensorOperations.class},
                (proxy, method, arguments) ->
                    method.getName().equals("depth")
                        ? (Object) 0
                        : note(method.getName() + words(arguments)));

    Listing(Networks networks) {
      this.networks = networks;
    }

    List<String> of(ProgramDefinition definition) {
      ProgramResult result =
          definition
              .function()
              .compute(
                  new ProgramScope() {
                    @Override
                    public Tensor input(String name) {
                      return read(name, definition.inputs().getOrDefault(name, Shape.of()));
                    }

                    @Override
                    public Tensor variable(String name) {
                      return networks.parameters().stream()
                          .filter(parameter -> parameter.name().equals(name))
                          .map(parameter -> read(name, parameter.shape()))
                          .findFirst()
                          .orElseThrow();
                    }

                    @Override
                    public Tensor constant(HostArray value) {
                      return read(Arrays.toString(value.values()), value.shape());
                    }
                  });
      note("loss " + result.loss().orElseThrow().handleIn(operations));
      new TreeMap<>(result.state())
          .forEach((name, value) -> note(name + " = " + value.handleIn(operations)));
      return lines;
    }

    private Tensor read(String name, Shape shape) {
      return Tensor.of(operations, note(name + " " + shape), shape);
    }

    private int note(String line) {
      lines.add(line);
      return lines.size();
    }

    private static String words(Object... arguments) {
      return Arrays.stream(arguments)
          .map(word -> word instanceof int[] numbers ? Arrays.toString(numbers) : word.toString())
          .collect(Collectors.joining(", ", "(", ")"));
    }
  }
}

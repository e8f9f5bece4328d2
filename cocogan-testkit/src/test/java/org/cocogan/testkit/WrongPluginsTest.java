package org.cocogan.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.UnaryOperator;
import org.cocogan.dataset.Dataset;
import org.cocogan.dataset.DatasetProvider;
import org.cocogan.dataset.DatasetRequest;
import org.cocogan.model.Generator;
import org.cocogan.model.GeneratorProvider;
import org.cocogan.model.Initializer;
import org.cocogan.model.ModelSettings;
import org.cocogan.model.NetworkScope;
import org.cocogan.model.Parameter;
import org.cocogan.patch.Size;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** The kits for generators and data sets fail on wrong ones, in the tests that are about them. */
class WrongPluginsTest {
  private static final ModelSettings SETTINGS = NetworkExamples.usual().findFirst().orElseThrow();

  /** One shade for each patch, from its latent vector; what comes of it can be changed. */
  private record Shades(UnaryOperator<Tensor> changed) implements GeneratorProvider {
    @Override
    public String name() {
      return "shades";
    }

    @Override
    public String description() {
      return "Patches of one shade.";
    }

    @Override
    public Generator create(ModelSettings settings) {
      return new Generator() {
        @Override
        public List<Parameter> parameters() {
          return List.of(
              new Parameter("generator/scale", Shape.of(1), true, new Initializer.Constant(1)));
        }

        @Override
        public Tensor generate(Tensor latent, Tensor coordinate, NetworkScope scope) {
          int patches = latent.shape().dimension(0);
          Size micro = settings.layout().micro();
          Tensor shade =
              latent.mean(1).multiply(scope.weight("generator/scale")).tanh().reshape(-1, 1, 1, 1);
          return changed.apply(
              shade.broadcastTo(patches, settings.channels(), micro.height(), micro.width()));
        }
      };
    }
  }

  private static GeneratorConformance kit(UnaryOperator<Tensor> changed) {
    return new GeneratorConformance() {
      @Override
      protected GeneratorProvider provider() {
        return new Shades(changed);
      }
    };
  }

  @Test
  void passesAGeneratorThatIsRight() {
    GeneratorConformance kit = kit(patches -> patches);

    assertThatCode(kit::describesItself).doesNotThrowAnyException();
    assertThatCode(() -> kit.declaresItsParameters(SETTINGS)).doesNotThrowAnyException();
    assertThatCode(() -> kit.makesPatchesOfTheLayout(SETTINGS)).doesNotThrowAnyException();
    assertThatCode(() -> kit.makesAPatchAloneAsAmongOthers(SETTINGS)).doesNotThrowAnyException();
    assertThatCode(() -> kit.makesDifferentPatchesOfDifferentLatentVectors(SETTINGS))
        .doesNotThrowAnyException();
  }

  @Test
  void failsOnPatchesThatAreNoNumbersOrOfAnotherSize() {
    assertThatThrownBy(
            () ->
                kit(patches -> patches.divide(patches.multiply(0)))
                    .makesPatchesOfTheLayout(SETTINGS))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("a value of a patch");
    assertThatThrownBy(
            () -> kit(patches -> patches.slice(3, 0, 2)).makesPatchesOfTheLayout(SETTINGS))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("shape of the patches");
  }

  @Test
  void failsOnAPatchThatDependsOnTheOthersOfItsBatch() {
    assertThatThrownBy(
            () ->
                kit(patches -> patches.subtract(patches.mean(0, 1, 2, 3)).multiply(0.5f))
                    .makesAPatchAloneAsAmongOthers(SETTINGS))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("made alone");
  }

  @Test
  void failsOnPatchesThatAreAlwaysTheSame() {
    assertThatThrownBy(
            () ->
                kit(patches -> patches.multiply(0))
                    .makesDifferentPatchesOfDifferentLatentVectors(SETTINGS))
        .isInstanceOf(AssertionError.class);
  }

  /** Pixels that count up; a reader can be wrong about strides, and about what there is. */
  private record Counting(Size imageSize, int channels, boolean strided, boolean strict)
      implements Dataset {
    @Override
    public String name() {
      return "counting";
    }

    @Override
    public int count() {
      return 2;
    }

    @Override
    public void read(
        int image,
        int top,
        int left,
        int height,
        int width,
        byte[] target,
        int offset,
        int stride) {
      if (strict
          && (image < 0
              || image >= count()
              || top < 0
              || left < 0
              || top + height > imageSize.height()
              || left + width > imageSize.width())) {
        throw new IndexOutOfBoundsException("there are no such pixels");
      }
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width * channels; x++) {
          int step = strided ? stride : width * channels;
          target[offset + y * step + x] = (byte) (31 * image + 7 * (top + y) + left * channels + x);
        }
      }
    }

    @Override
    public void close() {}
  }

  private static DatasetConformance kit(boolean strided, boolean strict) {
    return new DatasetConformance() {
      @Override
      protected DatasetProvider provider() {
        return new DatasetProvider() {
          @Override
          public String name() {
            return "counting";
          }

          @Override
          public String description() {
            return "Pixels that count up.";
          }

          @Override
          public Dataset open(DatasetRequest request) {
            return new Counting(request.imageSize(), request.channels(), strided, strict);
          }
        };
      }
    };
  }

  @Test
  void passesADataSetThatIsRight() {
    DatasetConformance kit = kit(true, true);

    assertThatCode(kit::hasImagesAsTheyWereAskedFor).doesNotThrowAnyException();
    assertThatCode(kit::readsRectanglesOfTheWholeImage).doesNotThrowAnyException();
    assertThatCode(kit::refusesWhatDoesNotExist).doesNotThrowAnyException();
    assertThatCode(kit::readsTheSameFromSeveralThreadsAndWhenOpenedAnew).doesNotThrowAnyException();
  }

  @Test
  void failsOnADataSetThatDoesNotHeedTheStride() {
    assertThatThrownBy(() -> kit(false, true).readsRectanglesOfTheWholeImage())
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void failsOnADataSetThatReadsWhatDoesNotExist() {
    assertThatThrownBy(() -> kit(true, false).refusesWhatDoesNotExist())
        .isInstanceOf(AssertionError.class);
  }
}

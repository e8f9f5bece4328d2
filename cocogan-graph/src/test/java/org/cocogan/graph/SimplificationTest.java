package org.cocogan.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.ProgramDefinition;
import org.cocogan.tensor.ProgramResult;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Tensor;
import org.junit.jupiter.api.Test;

class SimplificationTest {
  private final Recorder recorder = new Recorder();
  private final Tensor x = input("x", 2, 3);

  private Tensor input(String name, int... sizes) {
    return recorder.tensor(recorder.leaf(new Leaf.Input(name, Shape.of(sizes))));
  }

  private Node node(Tensor tensor) {
    return tensor.handleIn(recorder);
  }

  @Test
  void leavesOutWhatChangesNothing() {
    Tensor image = input("image", 1, 2, 4, 4);

    assertThat(
            List.of(
                x.add(0),
                x.multiply(1),
                x.reshape(2, 3),
                x.permute(0, 1),
                x.broadcastTo(2, 3),
                x.slice(1, 0, 3),
                x.pad(0, 0, 0),
                Tensor.concat(0, x)))
        .extracting(this::node)
        .containsOnly(node(x));
    assertThat(List.of(image.avgPool2d(1), image.upsampleNearest(1)))
        .extracting(this::node)
        .containsOnly(node(image));
  }

  @Test
  void computesTheSameOnlyOnce() {
    Tensor y = input("y", 2, 3);

    assertThat(node(x.add(y).exp())).isSameAs(node(x.add(y).exp()));
    assertThat(node(x.subtract(y))).isNotSameAs(node(y.subtract(x)));
    assertThat(node(x.slice(1, 0, 2))).isNotSameAs(node(x.slice(1, 1, 3)));
    assertThat(constant(1, 2)).isSameAs(constant(1, 2)).isNotSameAs(constant(2, 1));
  }

  private Node constant(float... values) {
    return recorder.leaf(new Leaf.Constant(new HostArray(Shape.of(values.length), values)));
  }

  @Test
  void transposesAProductByTransposingItsOperands() {
    Tensor y = input("y", 3, 4);

    assertThat(node(x.matMul(y).transpose())).isSameAs(node(y.transpose().matMul(x.transpose())));
  }

  @Test
  void joinsTwoOfAKind() {
    assertThat(node(x.reshape(6).reshape(3, 2))).isSameAs(node(x.reshape(3, 2)));
    assertThat(node(x.reshape(6).reshape(2, 3))).isSameAs(node(x));
    assertThat(node(x.transpose().transpose())).isSameAs(node(x));
    assertThat(node(x.multiply(2).multiply(3))).isSameAs(node(x.multiply(6)));
    assertThat(node(x.sum(0).broadcastTo(4, 3).broadcastTo(2, 4, 3)))
        .isSameAs(node(x.sum(0).broadcastTo(2, 4, 3)));
    assertThat(node(x.relu().positiveMask().positiveMask()))
        .isSameAs(node(x.relu().positiveMask()));
  }

  @Test
  void turnsASumOfRepetitionsIntoAProduct() {
    Tensor row = input("row", 3);

    assertThat(node(row.broadcastTo(5, 3).sum(0)))
        .isSameAs(node(row.multiply(5).broadcastTo(1, 3)));
    assertThat(node(row.broadcastTo(5, 3).sum(1)).operation()).isInstanceOf(Primitive.Sum.class);
  }

  @Test
  void repeatsNoOperandThatBroadcastsByItself() {
    Tensor row = input("row", 1, 3);

    assertThat(node(row.broadcastTo(2, 3).multiply(x))).isSameAs(node(row.multiply(x)));
    assertThat(node(row.broadcastTo(2, 3).add(row)).shape()).isEqualTo(Shape.of(2, 3));
  }

  @Test
  void reckonsWithOneNumberEverywhere() {
    Tensor ones = x.filled(1, 2, 3);

    assertThat(node(x.multiply(ones))).isSameAs(node(x));
    assertThat(node(ones.multiply(x))).isSameAs(node(x));
    assertThat(node(ones.add(x))).isSameAs(node(x.add(1)));
    assertThat(node(ones.sum().multiply(2)).operation()).isEqualTo(new Leaf.Filled(Shape.of(), 12));
  }

  @Test
  void keepsAProductWithZeroWhichTellsWhatIsNotFinite() {
    assertThat(node(x.multiply(0)).operation()).isEqualTo(new Primitive.MultiplyNumber(0));
    assertThat(node(x.multiply(1e30f).multiply(0)).operand(0)).isSameAs(node(x.multiply(1e30f)));
    assertThat(node(x.multiply(1e30f).multiply(1e30f)).operand(0))
        .isSameAs(node(x.multiply(1e30f)));
  }

  @Test
  void tellsWhenEachValueDies() {
    Tensor e = x.exp();
    Tensor sum = e.add(x);
    x.log();

    Lifetimes lifetimes = Lifetimes.of(List.of(node(sum.square())));

    assertThat(lifetimes.nodes()).containsExactly(node(x), node(e), node(sum), node(sum.square()));
    assertThat(lifetimes.dying())
        .containsExactly(List.of(), List.of(), List.of(node(e), node(x)), List.of(node(sum)));
  }

  @Test
  void copiesConstants() {
    float[] values = {1, 2};
    RecordedProgram program =
        new RecordedProgram(
            new ProgramDefinition(
                "constant",
                Map.of(),
                Set.of(),
                scope ->
                    ProgramResult.of(
                        Map.of("c", scope.constant(new HostArray(Shape.of(2), values))))),
            name -> Shape.of());
    values[0] = 5;

    Leaf.Constant constant =
        (Leaf.Constant) program.outputs().values().iterator().next().operation();
    assertThat(constant.value().values()).containsExactly(1, 2);
  }
}

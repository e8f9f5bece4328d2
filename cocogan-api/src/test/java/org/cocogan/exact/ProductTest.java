package org.cocogan.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

class ProductTest {
  @Test
  void multipliesSizes() {
    assertThat(Product.of()).isEqualTo(1);
    assertThat(Product.of(7)).isEqualTo(7);
    assertThat(Product.of(7, 6)).isEqualTo(42);
    assertThat(Product.of(2, 3, 4, 5)).isEqualTo(120);
    assertThat(Product.of(46_340, 46_340)).isEqualTo(2_147_395_600);
    assertThat(Product.of(-4, 6)).isEqualTo(-24);
  }

  @Test
  void refusesWhatAnIntCannotCount() {
    assertThatExceptionOfType(TooLargeException.class)
        .isThrownBy(() -> Product.of(46_341, 46_341))
        .withMessage("46341 x 46341 is more than the 2147483647 that can be counted");
    // 2^32 as an int is 0, which is why the factors are told and not their product.
    assertThatExceptionOfType(TooLargeException.class)
        .isThrownBy(() -> Product.of(65_536, 65_536, 3))
        .withMessage("65536 x 65536 x 3 is more than the 2147483647 that can be counted");
    assertThatExceptionOfType(TooLargeException.class)
        .isThrownBy(() -> Product.of(Integer.MIN_VALUE, -1));
  }
}

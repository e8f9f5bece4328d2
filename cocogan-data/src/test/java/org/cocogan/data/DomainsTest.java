package org.cocogan.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.cocogan.dataset.DomainMap;
import org.cocogan.patch.Size;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sources whose images make a domain of their own. */
class DomainsTest {
  private static final Size SIZE = new Size(6, 5);
  private static final int IMAGES = 9;

  @TempDir private Path folder;
  private Path images;

  @BeforeEach
  void writeImages() throws IOException {
    images = Samples.folder(folder.resolve("images"), IMAGES, SIZE);
  }

  private ImageSource open() {
    return ImageSource.open(images);
  }

  private static PixelImage load(ImageSource source, int index) {
    return source.load(index, new ImageDecoder(3), image -> image);
  }

  @Test
  void halvesShareNoImageAndLeaveNoneOut() {
    try (ImageSource first = new HalfSource(open(), Half.FIRST);
        ImageSource second = new HalfSource(open(), Half.SECOND)) {
      assertThat(first.entries()).hasSize(4).isSorted();
      assertThat(second.entries()).hasSize(5).isSorted();
      Set<String> all = new HashSet<>(first.entries());
      all.addAll(second.entries());
      assertThat(all).hasSize(IMAGES);
      assertThat(first.name()).isEqualTo("images, first half");
    }
  }

  @Test
  void halvesAreShuffled() {
    try (ImageSource first = new HalfSource(open(), Half.FIRST);
        ImageSource whole = open()) {
      assertThat(first.entries()).isNotEqualTo(whole.entries().subList(0, 4));
    }
  }

  @Test
  void loadsTheImageOfTheName() {
    try (ImageSource half = new HalfSource(open(), Half.SECOND);
        ImageSource whole = open()) {
      for (int i = 0; i < half.entries().size(); i++) {
        int number = whole.entries().indexOf(half.entries().get(i));
        assertThat(load(half, i).pixels()).isEqualTo(load(whole, number).pixels());
      }
    }
  }

  @Test
  void refusesToHalveASingleImage() throws IOException {
    Path single = Samples.folder(folder.resolve("single"), 1, SIZE);

    assertThatThrownBy(() -> new HalfSource(ImageSource.open(single), Half.FIRST))
        .isInstanceOf(DataException.class)
        .hasMessage("single: has too few images to be halved");
  }

  @Test
  void changesImagesAfterTheyArePrepared() {
    Preparation preparation = new Preparation(new Size(3, 3), Crop.centre(), false);
    try (ImageSource changed = new ChangedSource(open(), DomainChange.of(DomainMap.EDGES));
        ImageSource plain = open()) {
      ImageDecoder decoder = new ImageDecoder(1);
      PixelImage edges = changed.load(2, decoder, image -> preparation.apply(image, 2));
      PixelImage prepared = plain.load(2, decoder, image -> preparation.apply(image, 2));

      assertThat(edges.pixels())
          .isEqualTo(DomainMap.EDGES.apply(prepared.pixels(), new Size(3, 3), 1));
      assertThat(changed.name()).isEqualTo("images, edges");
    }
  }

  @Test
  void tellsDomainsOfTheSameImagesApart() throws IOException {
    Path photographs = Samples.folder(folder.resolve("photographs"), 2, new Size(8, 8));
    Set<String> digests = new HashSet<>();
    List<ImageSource> sources =
        List.of(
            open(),
            new HalfSource(open(), Half.FIRST),
            new HalfSource(open(), Half.SECOND),
            new ChangedSource(open(), DomainChange.of(DomainMap.EDGES)),
            new ChangedSource(open(), DomainChange.of(DomainMap.NEGATIVE)),
            new ChangedSource(open(), Backgrounds.open(photographs, 3, SIZE)));
    for (ImageSource source : sources) {
      digests.add(source.digest());
      source.close();
    }

    assertThat(digests).hasSize(sources.size());
  }

  @Test
  void blendsOverAPartOfAPhotograph() throws IOException {
    Path photographs = Samples.folder(folder.resolve("photographs"), 1, SIZE);
    PixelImage black = new PixelImage(SIZE, 3, new byte[90]);
    byte[] white = DomainMap.NEGATIVE.apply(black.pixels(), SIZE, 3);
    PixelImage photograph = Samples.noise(SIZE, 3, 0);
    Backgrounds backgrounds = Backgrounds.open(photographs, 3, SIZE);

    assertThat(backgrounds.apply(black, 4).pixels()).isEqualTo(photograph.pixels());
    assertThat(backgrounds.apply(new PixelImage(SIZE, 3, white), 4).pixels())
        .isEqualTo(DomainMap.NEGATIVE.apply(photograph.pixels(), SIZE, 3));
    assertThat(backgrounds.apply(photograph, 4).pixels()).containsOnly(0);
  }

  @Test
  void givesAnImageTheSameBackgroundEachTimeAndOthersOthers() throws IOException {
    Path photographs = Samples.folder(folder.resolve("photographs"), 3, new Size(9, 9));
    Backgrounds backgrounds = Backgrounds.open(photographs, 3, SIZE);
    PixelImage black = new PixelImage(SIZE, 3, new byte[90]);

    assertThat(backgrounds.apply(black, 7).pixels())
        .isEqualTo(Backgrounds.open(photographs, 3, SIZE).apply(black, 7).pixels());
    assertThat(
            IntStream.range(0, 20)
                .mapToObj(number -> List.of(backgrounds.apply(black, number).pixels()[0]))
                .distinct())
        .hasSizeGreaterThan(3);
  }

  @Test
  void namesThePhotographThatIsTooSmallOrBroken() throws IOException {
    assertThatThrownBy(() -> Backgrounds.open(images, 3, new Size(7, 5)))
        .isInstanceOf(DataException.class)
        .hasMessage(images + ": 000.png has 6x5 pixels, too few to lie behind images of 7x5");
    Files.write(images.resolve("005.png"), new byte[] {1, 2, 3});
    assertThatThrownBy(() -> Backgrounds.open(images, 3, SIZE))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith(images + ": 005.png: ");
  }
}

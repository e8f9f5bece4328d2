package org.cocogan.download;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.cocogan.download.PublishedDataset.File;
import org.junit.jupiter.api.Test;

class PublishedDatasetTest {
  private static final List<PublishedDataset> ALL = PublishedDataset.all();

  @Test
  void nameEveryFileOnceWithAWholeDigest() {
    Set<String> digests = new HashSet<>();
    for (PublishedDataset dataset : ALL) {
      for (File file : dataset.files()) {
        assertThat(file.sha256()).matches("[0-9a-f]{64}");
        assertThat(file.bytes()).isPositive();
        assertThat(file.address().getScheme()).startsWith("http");
        assertThat(digests.add(file.sha256())).as(file.name()).isTrue();
      }
    }
    assertThat(digests).hasSize(9);
  }

  @Test
  void lieWhereTrainingLooksForThem() {
    assertThat(names("celeba")).containsExactly("celeba.zip");
    assertThat(names("mnist")).allMatch(name -> name.startsWith("mnist/"));
    assertThat(names("lsun-bedroom")).containsExactly("lsun-bedroom/bedroom_train_lmdb.zip");
  }

  @Test
  void saysWhatToDoByHandWhereAHostWantsAnAgreement() {
    for (String name : List.of("mp3d", "celeba-hq")) {
      assertThat(names(name)).isEmpty();
      assertThat(dataset(name).next(Path.of("/disk"))).contains("/disk/" + name);
    }
  }

  @Test
  void comesFromAMirrorUnderTheSameName() {
    File file = dataset("mnist").files().get(0);

    PublishedFile published =
        file.published(Path.of("data"), Optional.of(URI.create("http://localhost:8000/m")));

    assertThat(published.address())
        .isEqualTo(URI.create("http://localhost:8000/m/train-images-idx3-ubyte.gz"));
    assertThat(published.byHand()).isEqualTo("put it at data/mnist/train-images-idx3-ubyte.gz");
  }

  private static List<String> names(String dataset) {
    return dataset(dataset).files().stream().map(File::name).toList();
  }

  private static PublishedDataset dataset(String name) {
    return ALL.stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
  }
}

package org.cocogan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** Keeps what the POMs say of published artifacts complete, and equal where they say it twice. */
class PublishedModulesTest {
  private static final Path ROOT =
      Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolveSibling("");

  private static final List<String> NATIVES =
      List.of("pytorch.native.classifier", "nd4j.native.classifier", "bytedeco.classifier");

  /** Files by the names of their artifacts; examples are projects of their own. */
  private static Map<String, Path> modules() throws Exception {
    Map<String, Path> modules = new TreeMap<>();
    for (String module : texts(ROOT.resolve("pom.xml"), "/project/modules/module")) {
      if (module.startsWith("cocogan-")) {
        Path pom = ROOT.resolve(module).resolve("pom.xml");
        modules.put(texts(pom, "/project/artifactId").get(0), pom);
      }
    }
    return modules;
  }

  private static boolean isPublished(Path pom) throws Exception {
    return texts(pom, "/project/properties/maven.deploy.skip").isEmpty();
  }

  private static List<String> texts(Path pom, String path) throws Exception {
    NodeList found =
        (NodeList)
            XPathFactory.newInstance()
                .newXPath()
                .evaluate(
                    path,
                    DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(pom.toFile()),
                    XPathConstants.NODESET);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      Node node = found.item(i);
      texts.add(node.getTextContent().strip());
    }
    return texts;
  }

  @Test
  void all_published_modules_are_in_the_list_of_versions() throws Exception {
    Path versions = ROOT.resolve("cocogan-bom/pom.xml");
    List<String> listed = texts(versions, "//dependencyManagement//artifactId");
    List<String> published = new ArrayList<>();
    for (Map.Entry<String, Path> module : modules().entrySet()) {
      if (isPublished(module.getValue()) && !module.getKey().equals("cocogan-bom")) {
        published.add(module.getKey());
      }
    }

    assertThat(listed).containsExactlyInAnyOrderElementsOf(published);
    assertThat(texts(versions, "/project/version"))
        .isEqualTo(texts(ROOT.resolve("pom.xml"), "/project/version"));
    assertThat(texts(versions, "/project/url"))
        .isEqualTo(texts(ROOT.resolve("pom.xml"), "/project/properties/project.address"));
  }

  @Test
  void every_jar_names_its_module_after_its_artifact() throws Exception {
    for (Map.Entry<String, Path> module : modules().entrySet()) {
      if (texts(module.getValue(), "/project/packaging").isEmpty()) {
        assertThat(texts(module.getValue(), "/project/properties/module.name"))
            .as(module.getKey())
            .containsExactly("org." + module.getKey().replace('-', '.'));
      }
      assertThat(texts(module.getValue(), "/project/name | /project/description"))
          .as(module.getKey())
          .hasSize(2);
    }
  }

  /** Otherwise a program that puts them on its module path does not start. */
  @Test
  void no_package_is_in_two_jars() throws Exception {
    Map<String, String> owners = new TreeMap<>();
    for (String module : modules().keySet()) {
      Path sources = ROOT.resolve(module).resolve("src/main/java");
      if (Files.isDirectory(sources)) {
        for (String name : packages(sources)) {
          assertThat(owners.put(name, module)).as(name + " of " + module).isNull();
        }
      }
    }
  }

  private static List<String> packages(Path sources) throws Exception {
    try (Stream<Path> files = Files.walk(sources)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .map(file -> sources.relativize(file.getParent()).toString())
          .distinct()
          .toList();
    }
  }

  @Test
  void natives_by_name_are_those_of_the_builds_profile() throws Exception {
    Map<String, String> profiles =
        Map.of(
            "linux-x86_64", "natives-linux-x86_64",
            "linux-aarch64", "natives-linux-aarch64",
            "macos-aarch64", "natives-osx-aarch64",
            "windows-x86_64", "natives-win-x86_64");
    for (Map.Entry<String, String> platform : profiles.entrySet()) {
      Path pom = ROOT.resolve("cocogan-natives").resolve(platform.getKey()).resolve("pom.xml");
      String properties = "//profile[id='" + platform.getValue() + "']/properties/*[name()='%s']";
      List<String> expected = new ArrayList<>();
      for (String property : NATIVES) {
        expected.addAll(texts(ROOT.resolve("pom.xml"), properties.formatted(property)));
      }
      expected.add(expected.get(2));

      assertThat(texts(pom, "//dependency/classifier")).isEqualTo(expected);
      assertThat(texts(ROOT.resolve("pom.xml"), properties.formatted("release.platform")))
          .containsExactly(platform.getKey());
    }
  }
}

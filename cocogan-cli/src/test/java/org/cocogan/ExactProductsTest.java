package org.cocogan;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** Keeps sizes from being multiplied so that they quietly become another number. */
class ExactProductsTest {
  private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

  /** All but those of the module behind a profile, whose jars this module has not got. */
  private static List<Path> sources() throws IOException {
    return ModuleSources.mainFiles().stream()
        .filter(source -> !source.startsWith("../cocogan-spark"))
        .toList();
  }

  @Test
  void sizes_are_multiplied_exactly() throws IOException {
    try (StandardJavaFileManager files = COMPILER.getStandardFileManager(null, null, null)) {
      assertThat(rawProducts(files.getJavaFileObjectsFromPaths(sources())))
          .as("products that may overflow; use org.cocogan.exact.Product, or compute in long")
          .isEmpty();
    }
  }

  @Test
  void a_product_that_becomes_a_length_or_a_bound_is_found() throws IOException {
    assertThat(rawProductsOf("byte[] a = new byte[height * width];")).hasSize(1);
    assertThat(rawProductsOf("int area = height * width; byte[] a = new byte[area];")).hasSize(1);
    assertThat(rawProductsOf("int area = height; area *= width; use(area);")).hasSize(1);
    assertThat(rawProductsOf("for (int i = 0; i < height * width; i++) {}")).hasSize(1);
    assertThat(rawProductsOf("use(2 * width + 1);")).hasSize(1);
    assertThat(rawProductsOf("use(java.util.List.of(1).get(0) * width);")).hasSize(1);
    assertThat(rawProductsOf("int at = height * width; use(values[at]); use(at);")).hasSize(1);
    assertThat(rawProductsOf("use((int) ((long) height * width / 2));")).hasSize(1);
  }

  @Test
  void a_product_that_is_but_a_place_is_left_alone() throws IOException {
    assertThat(rawProductsOf("use(values[height * 8 + width]);")).isEmpty();
    assertThat(rawProductsOf("int at = height * width; use(values[at++]); at += 2;")).isEmpty();
    assertThat(rawProductsOf("int at = height * width; int b = at + 1; use(values[b]);")).isEmpty();
    assertThat(rawProductsOf("System.arraycopy(values, height * width, values, 0, 1);")).isEmpty();
    assertThat(rawProductsOf("long area = (long) height * width; use(1024 * 1024);")).isEmpty();
    assertThat(rawProductsOf("double area = (double) height * width;")).isEmpty();
  }

  private static List<String> rawProductsOf(String statements) throws IOException {
    String text =
        "class Example { int[] values = {}; void use(int value) {}"
            + " void run(int height, int width) { "
            + statements
            + " } }";
    return rawProducts(List.of(ModuleSources.example(text)));
  }

  private static List<String> rawProducts(Iterable<? extends JavaFileObject> sources)
      throws IOException {
    DiagnosticCollector<JavaFileObject> mistakes = new DiagnosticCollector<>();
    List<String> options =
        List.of("-proc:none", "-classpath", System.getProperty("java.class.path"));
    JavacTask task = (JavacTask) COMPILER.getTask(null, null, mistakes, options, null, sources);
    List<CompilationUnitTree> units = new ArrayList<>();
    task.parse().forEach(units::add);
    task.analyze();
    assertThat(mistakes.getDiagnostics())
        .filteredOn(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
        .isEmpty();
    Trees trees = Trees.instance(task);
    return units.stream().flatMap(unit -> RawProducts.in(trees, unit).stream()).toList();
  }
}

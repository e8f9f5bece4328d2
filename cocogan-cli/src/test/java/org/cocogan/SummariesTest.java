package org.cocogan;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.PackageTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Keeps the first sentences of documentation comments from being fragments. */
class SummariesTest {
  private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

  /** The first words of a clause or a phrase that does not name the thing it is about. */
  private static final Pattern FRAGMENT =
      Pattern.compile(
          "(What|Where|How|Whether|Which|Who|Whom|Why|When|That|It|Something|Everything|One of"
              + "|Of|For|From|In|To|By|At|As|With|Without)\\b");

  /** What a constructor may do. */
  private static final Set<String> DEEDS =
      Set.of(
          "Begins",
          "Binds",
          "Changes",
          "Checks",
          "Compiles",
          "Computes",
          "Continues",
          "Copies",
          "Creates",
          "Describes",
          "Draws",
          "Extends",
          "Finds",
          "Holds",
          "Joins",
          "Keeps",
          "Lays",
          "Limits",
          "Lists",
          "Makes",
          "Names",
          "Opens",
          "Prepares",
          "Prints",
          "Reads",
          "Records",
          "Reports",
          "Takes",
          "Watches",
          "Wraps",
          "Writes");

  @Test
  void types_and_packages_are_named_and_constructors_do_something() throws IOException {
    try (StandardJavaFileManager files = COMPILER.getStandardFileManager(null, null, null)) {
      assertThat(fragments(files.getJavaFileObjectsFromPaths(ModuleSources.mainFiles())))
          .as("summaries that do not say what a type is, or do not begin with what is done")
          .isEmpty();
    }
  }

  @Test
  void a_type_that_is_described_by_a_clause_is_found() throws IOException {
    assertThat(fragmentsOf("/**\n * What is\n * learned. From data.\n */\nclass Example {}"))
        .containsExactly("/Example.java:5: What is learned.");
    assertThat(fragmentsOf("/** One of a few. */ enum Example {}")).hasSize(1);
    assertThat(fragmentsOf("class Example { /** How. */ interface Inner {} }")).hasSize(1);
  }

  @Test
  void a_constructor_that_does_nothing_is_found() throws IOException {
    assertThat(fragmentsOf("class Example { /** For subclasses. */ Example() {} }")).hasSize(1);
    assertThat(fragmentsOf("class Example { /** Networks of a size. */ Example() {} }")).hasSize(1);
    assertThat(fragmentsOf("record Example(int x) { /** As it is. */ Example {} }")).hasSize(1);
  }

  @Test
  void names_and_deeds_are_left_alone() throws IOException {
    assertThat(
            fragmentsOf(
                "/** The size of one image; which one, nobody knows. */ class Example {"
                    + " /** Checks the size. */ Example(int size) {}"
                    + " Example() {}"
                    + " /** How large it is. */ int size() { return 1; } }"))
        .isEmpty();
    assertThat(fragmentsOf("/** Whatever. */ class Example {}")).isEmpty();
  }

  private static List<String> fragmentsOf(String text) throws IOException {
    return fragments(List.of(ModuleSources.example(text)));
  }

  /** The fragments in files, each with file and line. */
  private static List<String> fragments(Iterable<? extends JavaFileObject> sources)
      throws IOException {
    JavacTask task =
        (JavacTask) COMPILER.getTask(null, null, null, List.of("-proc:none"), null, sources);
    Fragments fragments = new Fragments(DocTrees.instance(task));
    for (CompilationUnitTree unit : task.parse()) {
      fragments.scan(unit, null);
    }
    return fragments.found;
  }

  /** Collects the summaries that are fragments. */
  private static final class Fragments extends TreePathScanner<Void, Void> {
    private final DocTrees trees;
    private final List<String> found = new ArrayList<>();

    Fragments(DocTrees trees) {
      this.trees = trees;
    }

    @Override
    public @Nullable Void visitPackage(PackageTree tree, @Nullable Void unused) {
      collect(tree, SummariesTest::isFragment);
      return super.visitPackage(tree, null);
    }

    @Override
    public @Nullable Void visitClass(ClassTree tree, @Nullable Void unused) {
      collect(tree, SummariesTest::isFragment);
      return super.visitClass(tree, null);
    }

    @Override
    public @Nullable Void visitMethod(MethodTree tree, @Nullable Void unused) {
      if (tree.getReturnType() == null) {
        collect(tree, summary -> !DEEDS.contains(summary.split(" ", 2)[0]));
      }
      return super.visitMethod(tree, null);
    }

    private void collect(Tree tree, Predicate<String> unwanted) {
      DocCommentTree comment = trees.getDocCommentTree(getCurrentPath());
      if (comment == null) {
        return;
      }
      String summary =
          comment.getFirstSentence().stream()
              .map(Object::toString)
              .collect(joining())
              .replaceAll("\\s+", " ");
      if (unwanted.test(summary)) {
        CompilationUnitTree unit = getCurrentPath().getCompilationUnit();
        long start = trees.getSourcePositions().getStartPosition(unit, tree);
        long line = unit.getLineMap().getLineNumber(start);
        found.add(unit.getSourceFile().getName() + ":" + line + ": " + summary);
      }
    }
  }

  private static boolean isFragment(String summary) {
    return FRAGMENT.matcher(summary).lookingAt();
  }
}

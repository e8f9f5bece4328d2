package org.cocogan;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;
import org.cocogan.run.StatusLine;
import org.junit.jupiter.api.Test;

/** Keeps the modules and their arrows as the design has them. */
class ArchitectureTest {
  private static final String API = "cocogan-api";
  private static final String GRAPH = "cocogan-graph";
  private static final String CORE = "cocogan-core";
  private static final String COORDS = "cocogan-coords";
  private static final String DATA = "cocogan-data";
  private static final String BACKEND_DJL = "cocogan-backend-djl";
  private static final String BACKEND_DL4J = "cocogan-backend-dl4j";
  private static final String ONNXRUNTIME = "cocogan-onnxruntime";
  private static final String BACKEND_ONNX = "cocogan-backend-onnx";
  private static final String EVAL = "cocogan-eval";
  private static final String TESTKIT = "cocogan-testkit";
  private static final String CLI = "cocogan-cli";

  private static final String WEIGHTS = "cocogan-weights";
  private static final String RUN = "cocogan-run";
  private static final String DEPLOY = "cocogan-deploy";
  private static final String EXPORT = "cocogan-export";
  private static final String REPORT = "cocogan-report";
  private static final String STUDIO = "cocogan-studio";

  /** Each module and the modules it may depend on. */
  private static final Map<String, Set<String>> ARROWS =
      Map.ofEntries(
          Map.entry(API, Set.of()),
          Map.entry(GRAPH, Set.of(API)),
          Map.entry(CORE, Set.of(API, GRAPH)),
          Map.entry(COORDS, Set.of(API)),
          Map.entry(DATA, Set.of(API)),
          Map.entry(BACKEND_DJL, Set.of(API, GRAPH)),
          Map.entry(BACKEND_DL4J, Set.of(API, GRAPH)),
          Map.entry(ONNXRUNTIME, Set.of(API)),
          Map.entry(BACKEND_ONNX, Set.of(API, GRAPH, ONNXRUNTIME)),
          Map.entry(EVAL, Set.of(API, WEIGHTS, ONNXRUNTIME)),
          Map.entry(WEIGHTS, Set.of(API)),
          Map.entry(RUN, Set.of(API, CORE, COORDS, DATA, EVAL, WEIGHTS)),
          Map.entry(DEPLOY, Set.of(API, CORE, COORDS, BACKEND_ONNX)),
          Map.entry(EXPORT, Set.of(API, CORE, COORDS, WEIGHTS, RUN, DEPLOY, BACKEND_ONNX)),
          Map.entry(REPORT, Set.of(API, CORE, COORDS, DATA, EVAL, RUN)),
          Map.entry(STUDIO, Set.of(API, CORE, COORDS, DATA, WEIGHTS, RUN, DEPLOY)),
          Map.entry(TESTKIT, Set.of(API, GRAPH, CORE)),
          Map.entry(
              CLI,
              Set.of(
                  API,
                  CORE,
                  COORDS,
                  DATA,
                  EVAL,
                  BACKEND_ONNX,
                  RUN,
                  DEPLOY,
                  EXPORT,
                  REPORT,
                  STUDIO)));

  private static final String UNKNOWN = "no known module";

  /** A module's folder, in a checkout as in a Maven repository. */
  private static final Pattern MODULE_FOLDER = Pattern.compile("(?<=/)cocogan-[a-z0-9-]+(?=/)");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.cocogan");

  @Test
  void every_module_is_seen() {
    Set<String> seen = new TreeSet<>();
    for (JavaClass type : CLASSES) {
      if (!type.getSimpleName().equals("package-info")) {
        seen.add(moduleOf(type));
      }
    }

    assertThat(seen).containsExactlyInAnyOrderElementsOf(ARROWS.keySet());
  }

  @Test
  void modules_depend_only_along_the_arrows() {
    classes().should(dependOnlyAlongTheArrows()).check(CLASSES);
  }

  @Test
  void no_package_is_split_between_modules() {
    Map<String, Set<String>> modulesOfPackage =
        CLASSES.stream()
            .collect(
                groupingBy(
                    JavaClass::getPackageName,
                    TreeMap::new,
                    mapping(ArchitectureTest::moduleOf, toCollection(TreeSet::new))));

    assertThat(modulesOfPackage)
        .allSatisfy((name, modules) -> assertThat(modules).as("modules of %s", name).hasSize(1));
  }

  /** One simple name, one meaning: whoever reads it need not look at the imports. */
  @Test
  void no_two_types_have_one_name() {
    Map<String, Set<String>> typesOfName =
        CLASSES.stream()
            .filter(type -> type.getEnclosingClass().isEmpty())
            .filter(type -> !type.getSimpleName().equals("package-info"))
            .collect(
                groupingBy(
                    JavaClass::getSimpleName,
                    TreeMap::new,
                    mapping(JavaClass::getName, toCollection(TreeSet::new))));

    assertThat(typesOfName)
        .allSatisfy((name, types) -> assertThat(types).as("types called %s", name).hasSize(1));
  }

  @Test
  void no_packages_depend_on_each_other_in_a_circle() {
    slices().matching("org.cocogan.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void zips_are_opened_where_a_malformed_name_is_a_failure_of_the_file() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("org.cocogan.file.ZipFiles")
        .should()
        .callConstructor(ZipFile.class, File.class)
        .check(CLASSES);
  }

  @Test
  void a_backend_knows_neither_patches_nor_models() {
    noClasses()
        .that(areInABackend())
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.cocogan.patch..", "org.cocogan.model..")
        .check(CLASSES);
  }

  @Test
  void what_trains_and_draws_knows_no_settings() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "org.cocogan.train..",
            "org.cocogan.augment..",
            "org.cocogan.render..",
            "org.cocogan.network..",
            "org.cocogan.loss..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.cocogan.experiment..")
        .check(CLASSES);
  }

  @Test
  void a_coordinate_system_knows_no_tensors() {
    noClasses()
        .that()
        .resideInAPackage("org.cocogan.coords..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.cocogan.tensor..")
        .check(CLASSES);
  }

  @Test
  void guice_appears_in_the_laboratory_and_above_alone() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "org.cocogan.wiring..",
            "org.cocogan.run..",
            "org.cocogan.report..",
            "org.cocogan.cli..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.google.inject..")
        .check(CLASSES);
  }

  /** Elsewhere a control character, or a line break in a file's name, would reach the terminal. */
  @Test
  void what_is_printed_is_printed_in_lines_to_the_console() {
    noClasses()
        .that()
        .resideOutsideOfPackages("org.cocogan.cli.console..", "org.cocogan.testkit..")
        .and()
        .doNotBelongToAnyOf(StatusLine.class)
        .should()
        .accessTargetWhere(
            DescribedPredicate.describe(
                "prints past println or to System.out or System.err",
                ArchitectureTest::printsPastTheConsole))
        .check(CLASSES);
  }

  private static boolean printsPastTheConsole(JavaAccess<?> access) {
    JavaClass owner = access.getTargetOwner();
    if (owner.isEquivalentTo(System.class)) {
      return Set.of("out", "err").contains(access.getName());
    }
    return owner.isAssignableTo(PrintWriter.class)
        && !Set.of("<init>", "println", "printDocument", "flush").contains(access.getName());
  }

  /** Error Prone, which sees calls that format as the locale would, does not see references. */
  @Test
  void no_reference_to_a_method_formats_as_the_locale_would() {
    noClasses()
        .should(
            new ArchCondition<>("refer to String.formatted or String.format") {
              @Override
              public void check(JavaClass type, ConditionEvents events) {
                type.getMethodReferencesFromSelf().stream()
                    .filter(reference -> reference.getTargetOwner().isEquivalentTo(String.class))
                    .filter(reference -> reference.getName().startsWith("format"))
                    .forEach(
                        reference ->
                            events.add(
                                SimpleConditionEvent.satisfied(
                                    reference, reference.getDescription())));
              }
            })
        .check(CLASSES);
  }

  /**
   * What tells of failures looks past this exception at its cause, and the message would be lost.
   */
  @Test
  void no_unchecked_io_exception_has_a_message_of_its_own() {
    noClasses()
        .should()
        .callConstructor(UncheckedIOException.class, String.class, IOException.class)
        .check(CLASSES);
  }

  @Test
  void onnx_runtime_is_started_in_one_place() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.cocogan.onnx")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("ai.onnxruntime..")
        .check(CLASSES);
  }

  private static ArchCondition<JavaClass> dependOnlyAlongTheArrows() {
    return new ArchCondition<>("depend only along the arrows between modules") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        String from = moduleOf(type);
        type.getDirectDependenciesFromSelf().stream()
            .filter(dependency -> isOurs(dependency.getTargetClass()))
            .forEach(
                dependency -> {
                  String to = moduleOf(dependency.getTargetClass());
                  boolean allowed =
                      ARROWS.containsKey(from)
                          && (from.equals(to) || ARROWS.get(from).contains(to));
                  events.add(
                      new SimpleConditionEvent(
                          dependency,
                          allowed,
                          from + " -> " + to + ": " + dependency.getDescription()));
                });
      }
    };
  }

  private static DescribedPredicate<JavaClass> areInABackend() {
    return DescribedPredicate.describe(
        "are in a backend", type -> moduleOf(type).startsWith("cocogan-backend-"));
  }

  private static boolean isOurs(JavaClass type) {
    return type.getBaseComponentType().getPackageName().startsWith("org.cocogan");
  }

  private static String moduleOf(JavaClass type) {
    String module = UNKNOWN;
    Matcher folder = MODULE_FOLDER.matcher(location(type.getBaseComponentType()));
    while (folder.find()) {
      if (ARROWS.containsKey(folder.group())) {
        module = folder.group();
      }
    }
    return module;
  }

  private static String location(JavaClass type) {
    return type.getSource().map(source -> source.getUri().toString()).orElse("");
  }
}

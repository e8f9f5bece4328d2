package org.cocogan.spark;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ModuleArrowTest {
  /** So that everything else is built, and runs, without Spark. */
  @Test
  void sparkIsKnownToThisModuleAlone() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.cocogan.spark..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.spark..", "org.apache.hadoop..", "org.cocogan.spark..")
        .check(
            new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("org.cocogan"));
  }
}

package io.github.jsonlpreflight.spark;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The laws of this module, and what the others owe it: they stand here, where all are at hand. */
@AnalyzeClasses(
    packages = "io.github.jsonlpreflight",
    importOptions = ImportOption.DoNotIncludeTests.class)
final class SparkArchitectureTest {
  private static final String OURS = "io.github.jsonlpreflight..";
  private static final String SPARK = "io.github.jsonlpreflight.spark..";
  private static final String[] SPARKS = {"org.apache.spark..", "org.apache.hadoop..", "scala.."};

  @ArchTest
  static final ArchRule judgesAndCutsAndDoesNotSend =
      noClasses()
          .that()
          .resideInAPackage(SPARK)
          .should()
          .dependOnClassesThat(
              resideInAPackage(OURS)
                  .and(
                      DescribedPredicate.not(
                          resideInAnyPackage(
                              SPARK,
                              "io.github.jsonlpreflight.jsonl..",
                              "io.github.jsonlpreflight.validator",
                              "io.github.jsonlpreflight.chunker.."))));

  @ArchTest
  static final ArchRule nobodyDependsOnIt =
      noClasses()
          .that()
          .resideOutsideOfPackage(SPARK)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(SPARK);

  @ArchTest
  static final ArchRule nobodyElseKnowsSpark =
      noClasses()
          .that()
          .resideOutsideOfPackage(SPARK)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(SPARKS);

  /** Spark's Jackson 2 is on every class path, and easily taken for ours by an import. */
  @ArchTest
  static final ArchRule knowsNothingOfJackson2 =
      noClasses()
          .that()
          .resideInAPackage(OURS)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.fasterxml.jackson.core..", "com.fasterxml.jackson.databind..");

  @ArchTest
  static final ArchRule hasFourPublicClasses =
      classes()
          .that()
          .resideInAPackage(SPARK)
          .and()
          .arePublic()
          .and()
          .areTopLevelClasses()
          .should()
          .be(PreflightSpark.class)
          .orShould()
          .be(PreflightSparkJob.class)
          .orShould()
          .be(SparkOptions.class)
          .orShould()
          .be(SparkValidation.class);
}

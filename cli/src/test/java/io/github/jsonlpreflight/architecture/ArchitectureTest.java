package io.github.jsonlpreflight.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The laws of the architecture that a rule can hold. */
@AnalyzeClasses(
    packages = "io.github.jsonlpreflight",
    importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
  private static final String OURS = "io.github.jsonlpreflight..";
  private static final String JSONL = "io.github.jsonlpreflight.jsonl..";
  private static final String VALIDATOR = "io.github.jsonlpreflight.validator..";
  private static final String PROFILER = "io.github.jsonlpreflight.profiler..";
  private static final String CHUNKER = "io.github.jsonlpreflight.chunker..";
  private static final String UPLOADER = "io.github.jsonlpreflight.uploader..";
  private static final String SANDBOX = "io.github.jsonlpreflight.sandbox..";
  private static final String CLI = "io.github.jsonlpreflight.cli..";
  private static final String COMMANDS = "io.github.jsonlpreflight.cli";
  private static final List<String> ROOMS =
      List.of(
          "files",
          "console",
          "options",
          "config",
          "doctor",
          "explain",
          "profile",
          "validation",
          "report",
          "report.page",
          "plan",
          "upload");
  private static final String PLAN = "io.github.jsonlpreflight.validator.plan..";
  private static final String[] LIBRARIES = {
    JSONL, VALIDATOR, PROFILER, CHUNKER, UPLOADER, SANDBOX
  };

  @ArchTest static final ArchRule findingRecordsDependsOnNothingOfOurs = dependsOnlyOn(JSONL);

  @ArchTest
  static final ArchRule judgingRecordsDependsOnFindingThem = dependsOnlyOn(VALIDATOR, JSONL);

  @ArchTest static final ArchRule thePlanKnowsNothingOfWhatItIsAShortcutFor = dependsOnlyOn(PLAN);

  @ArchTest
  static final ArchRule cuttingDependsOnFindingRecordsNotOnJudgingThem =
      dependsOnlyOn(CHUNKER, JSONL);

  @ArchTest
  static final ArchRule profilingDependsOnFindingRecordsAndOnJudgingThem =
      dependsOnlyOn(PROFILER, VALIDATOR, JSONL);

  @ArchTest
  static final ArchRule profilingKnowsNothingOfHowRecordsAreJudged =
      noClasses()
          .that()
          .resideInAPackage(PROFILER)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(PLAN);

  @ArchTest
  static final ArchRule onlyProfilesKnowDataSketches =
      onlyIn("org.apache.datasketches..", PROFILER);

  @ArchTest static final ArchRule sendingDependsOnCutting = dependsOnlyOn(UPLOADER, CHUNKER, JSONL);

  @ArchTest static final ArchRule theSandboxSharesNothingWithWhatItChecks = dependsOnlyOn(SANDBOX);

  @ArchTest static final ArchRule onlyTheCommandLineKnowsPicocli = onlyIn("picocli..", CLI);

  @ArchTest
  static final ArchRule onlyJudgesKnowNetworknt = onlyIn("com.networknt..", VALIDATOR, SANDBOX);

  @ArchTest
  static final ArchRule onlySendersKnowTheAwsSdk = onlyIn("software.amazon..", UPLOADER, SANDBOX);

  @ArchTest static final ArchRule onlyTheSandboxKnowsS3Proxy = onlyIn("org.gaul..", SANDBOX);

  @ArchTest
  static final ArchRule librariesDoNotPrint =
      noClasses()
          .that()
          .resideInAnyPackage(LIBRARIES)
          .should(ACCESS_STANDARD_STREAMS)
          .because("a library's caller owns the screen");

  @ArchTest
  static final ArchRule librariesDoNotExit =
      noClasses()
          .that()
          .resideInAnyPackage(LIBRARIES)
          .should()
          .callMethod(System.class, "exit", int.class)
          .orShould()
          .callMethod(Runtime.class, "halt", int.class)
          .orShould()
          .callMethod(Runtime.class, "exit", int.class);

  @ArchTest static final ArchRule nobodyLogsPastSlf4j = NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

  @ArchTest
  static final ArchRule publicSignaturesNameNoThirdParty =
      classes()
          .that()
          .resideInAnyPackage(LIBRARIES)
          .and()
          .resideOutsideOfPackage(PLAN) // which no module exports
          .and()
          .arePublic()
          .should(new NameOnlyJavaAndOurs());

  @ArchTest
  static final ArchRule publicClassesAreFinal =
      classes()
          .that()
          .resideInAnyPackage(LIBRARIES)
          .and()
          .arePublic()
          .and()
          .areNotInterfaces()
          .and()
          .areNotEnums()
          .should()
          .haveModifier(JavaModifier.FINAL);

  @ArchTest
  static final ArchRule theRoomsOfTheCommandLineGoOneWay =
      SlicesRuleDefinition.slices().matching(COMMANDS + ".(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule nothingDependsOnTheCommands =
      noClasses()
          .that()
          .resideOutsideOfPackage(COMMANDS)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(COMMANDS);

  @ArchTest
  static void eachRoomOfTheCommandLineKnowsOnlyThoseBeforeIt(JavaClasses classes) {
    List<String> rooms = ROOMS.stream().map(room -> COMMANDS + "." + room).toList();
    for (int i = 0; i < rooms.size(); i++) {
      noClasses()
          .that()
          .resideInAPackage(rooms.get(i))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(rooms.subList(i + 1, rooms.size()).toArray(String[]::new))
          .allowEmptyShould(false)
          .check(classes);
    }
  }

  private static ArchRule dependsOnlyOn(String room, String... others) {
    String[] allowed = Stream.concat(Stream.of(room), Arrays.stream(others)).toArray(String[]::new);
    return noClasses()
        .that()
        .resideInAPackage(room)
        .should()
        .dependOnClassesThat(
            JavaClass.Predicates.resideInAPackage(OURS)
                .and(DescribedPredicate.not(JavaClass.Predicates.resideInAnyPackage(allowed))));
  }

  private static ArchRule onlyIn(String library, String... rooms) {
    return noClasses()
        .that()
        .resideOutsideOfPackages(rooms)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library);
  }

  /** Whoever uses a library of ours should have to learn, and to upgrade, no other. */
  private static final class NameOnlyJavaAndOurs extends ArchCondition<JavaClass> {
    NameOnlyJavaAndOurs() {
      super("name only Java's types and ours in public signatures");
    }

    @Override
    public void check(JavaClass owner, ConditionEvents events) {
      for (JavaMember member : owner.getMembers()) {
        if (!member.getModifiers().contains(JavaModifier.PUBLIC)
            && !member.getModifiers().contains(JavaModifier.PROTECTED)) {
          continue;
        }
        namedBy(member)
            .filter(type -> !isAllowed(type))
            .forEach(
                type ->
                    events.add(
                        SimpleConditionEvent.violated(
                            member, member.getFullName() + " names " + type.getName())));
      }
    }

    private static Stream<JavaClass> namedBy(JavaMember member) {
      if (member instanceof JavaField field) {
        return field.getType().getAllInvolvedRawTypes().stream();
      }
      JavaCodeUnit codeUnit = (JavaCodeUnit) member;
      Stream<JavaClass> parameters =
          codeUnit.getParameterTypes().stream()
              .flatMap(type -> type.getAllInvolvedRawTypes().stream());
      Stream<JavaClass> result = codeUnit.getReturnType().getAllInvolvedRawTypes().stream();
      return Stream.of(parameters, result, codeUnit.getExceptionTypes().stream())
          .flatMap(types -> types);
    }

    private static boolean isAllowed(JavaClass type) {
      String name = type.getBaseComponentType().getName();
      return type.getBaseComponentType().isPrimitive()
          || name.startsWith("java.")
          || name.startsWith("io.github.jsonlpreflight.");
    }
  }
}

package dev.postmeridian;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.constructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.postmeridian.residency.Clearance;
import dev.postmeridian.residency.Residency;
import java.util.Set;
import java.util.function.Predicate;

/** The direction of dependencies, as ARCHITECTURE.md draws it. */
@AnalyzeClasses(packages = "dev.postmeridian", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String[] CORE = {
    "dev.postmeridian.region..",
    "dev.postmeridian.mail..",
    "dev.postmeridian.residency..",
    "dev.postmeridian.health..",
    "dev.postmeridian.routing..",
    "dev.postmeridian.triage..",
    "dev.postmeridian.change..",
    "dev.postmeridian.replication..",
    "dev.postmeridian.rollout..",
    "dev.postmeridian.audit.."
  };

  private static final Set<String> WORDS = Set.of("getMessage", "getLocalizedMessage", "toString");

  @ArchTest
  static final ArchRule theCoreKnowsNothingOfAdapters =
      classes()
          .that()
          .resideInAnyPackage(CORE)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(concat(CORE, "java..", "javax.crypto..", "org.jspecify.."));

  @ArchTest
  static final ArchRule theCoreHasNoDiskNetworkDatabaseOrThreads =
      noClasses()
          .that()
          .resideInAnyPackage(CORE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.nio.file..", "java.nio.channels..", "java.sql..", "java.util.concurrent..")
          .orShould()
          .dependOnClassesThat(
              resideInAPackage("java.net..").and(not(equivalentTo(java.net.IDN.class))))
          .orShould()
          .dependOnClassesThat()
          .belongToAnyOf(Thread.class, java.io.File.class, java.time.Clock.class)
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(java.time.Instant.class, "now");

  // The law would be a matter of discipline if anybody else could write its permits.
  @ArchTest
  static final ArchRule onlyResidencyMakesClearances =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName(Residency.class.getName())
          .should()
          .callConstructorWhere(target(owner(equivalentTo(Clearance.class))));

  @ArchTest
  static final ArchRule nobodyElseCanMakeOne =
      constructors().that().areDeclaredIn(Clearance.class).should().bePackagePrivate();

  // Reading messages, the signals and the file serve several adapters; the file's limits are
  // records
  // of the component they limit; whoever starts and stops a region finds its database's process.
  @ArchTest
  static final ArchRule onlyMainWiresAdaptersTogether =
      slices()
          .matching(
              "dev.postmeridian.(smtp|http|link|console|store|feed|classifier|work|outbox|mime|telemetry|config|fleet)..")
          .should()
          .notDependOnEachOther()
          .ignoreDependency(alwaysTrue(), resideInAPackage("dev.postmeridian.telemetry.."))
          .ignoreDependency(alwaysTrue(), resideInAPackage("dev.postmeridian.tls.."))
          .ignoreDependency(
              resideInAnyPackage("dev.postmeridian.feed..", "dev.postmeridian.sealing.."),
              resideInAPackage("dev.postmeridian.link.."))
          .ignoreDependency(alwaysTrue(), resideInAPackage("dev.postmeridian.mime.."))
          .ignoreDependency(alwaysTrue(), resideInAPackage("dev.postmeridian.config.."))
          .ignoreDependency(
              resideInAPackage("dev.postmeridian.config.."), simpleNameEndingWith("Limits"))
          .ignoreDependency(
              resideInAPackage("dev.postmeridian.fleet.."),
              resideInAPackage("dev.postmeridian.store.."));

  // The command line is a client of its own; the webhook and forwarding effects reach receivers;
  // the fleet looks at ports and the database is on the same machine.
  @ArchTest
  static final ArchRule oneClassOpensSocketsBetweenRegions =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "dev.postmeridian.cli..", "dev.postmeridian.outbox..", "dev.postmeridian.fleet..")
          .and()
          .haveNameNotMatching(
              "dev\\.postmeridian\\.link\\.(Link|Link\\$.*|LinkCall|DelayedRoute.*)")
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(
              java.net.http.HttpClient.class,
              java.net.URLConnection.class,
              java.nio.channels.SocketChannel.class,
              java.nio.channels.AsynchronousSocketChannel.class,
              java.nio.channels.DatagramChannel.class,
              java.net.DatagramSocket.class,
              javax.net.SocketFactory.class)
          .orShould()
          .callConstructor(java.net.Socket.class)
          .orShould()
          .callMethod(java.net.Socket.class, "connect", java.net.SocketAddress.class)
          .orShould()
          .callMethod(java.net.Socket.class, "connect", java.net.SocketAddress.class, int.class)
          .orShould()
          .dependOnClassesThat()
          .resideInAPackage("io.helidon.webclient..");

  @ArchTest
  static final ArchRule theLinkTakesNothingWithoutAClearance =
      methods()
          .that()
          .areDeclaredIn(dev.postmeridian.link.Link.class)
          .and()
          .arePublic()
          .and()
          .haveRawReturnType(
              com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching(
                  ".*\\.Link(Call|Response)"))
          .should()
          .haveRawParameterTypes(
              new com.tngtech.archunit.base.DescribedPredicate<>("a clearance first") {
                @Override
                public boolean test(
                    java.util.List<com.tngtech.archunit.core.domain.JavaClass> types) {
                  return types.getFirst().isEquivalentTo(dev.postmeridian.residency.Clearance.class)
                      || types.getFirst().isEquivalentTo(java.util.List.class);
                }
              });

  @ArchTest
  static final ArchRule theCommandLineTalksToTheApiOnly =
      noClasses()
          .that()
          .resideInAPackage("dev.postmeridian.cli..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.postmeridian.smtp..",
              "dev.postmeridian.http..",
              "dev.postmeridian.link..",
              "dev.postmeridian.console..",
              "dev.postmeridian.store..",
              "dev.postmeridian.classifier..",
              "dev.postmeridian.fleet..",
              "dev.postmeridian.work..",
              "java.sql..");

  // Messages of foreign exceptions quote what was read or written: mail. Log their class instead.
  @ArchTest
  static final ArchRule noLogRepeatsTheWordsOfAForeignException =
      methods()
          .that()
          .areDeclaredInClassesThat()
          .doNotHaveFullyQualifiedName("dev.postmeridian.telemetry.SafeJsonLayout")
          .should(
              notBoth(
                  call -> call.getTargetOwner().isEquivalentTo(org.slf4j.Logger.class),
                  call ->
                      call.getTargetOwner().isAssignableTo(Throwable.class)
                          && !call.getTargetOwner().getPackageName().startsWith("dev.postmeridian")
                          && WORDS.contains(call.getName())));

  private static ArchCondition<JavaMethod> notBoth(
      Predicate<JavaMethodCall> logs, Predicate<JavaMethodCall> repeats) {
    return new ArchCondition<>("not log what an exception says") {
      @Override
      public void check(JavaMethod method, ConditionEvents events) {
        var calls = method.getMethodCallsFromSelf();
        if (calls.stream().anyMatch(logs) && calls.stream().anyMatch(repeats)) {
          events.add(SimpleConditionEvent.violated(method, method.getFullName()));
        }
      }
    };
  }

  private static String[] concat(String[] some, String... more) {
    String[] all = java.util.Arrays.copyOf(some, some.length + more.length);
    System.arraycopy(more, 0, all, some.length, more.length);
    return all;
  }
}

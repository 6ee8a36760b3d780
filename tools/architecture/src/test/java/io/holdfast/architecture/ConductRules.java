package io.holdfast.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** What code may not do by itself because it is given to it: threads, time, the environment, the terminal. */
final class ConductRules {
    private static final Set<String> THREAD_MAKERS = Set.of(
            "java.util.concurrent.Executors",
            "java.util.concurrent.ThreadPoolExecutor",
            "java.util.concurrent.ScheduledThreadPoolExecutor",
            "java.util.concurrent.ForkJoinPool",
            "java.util.Timer");
    private static final Set<String> THREAD_STARTERS =
            Set.of("<init>", "ofVirtual", "ofPlatform", "startVirtualThread");
    private static final Set<String> CLOCKS = Set.of(
            "java.time.Instant.now",
            "java.time.LocalDate.now",
            "java.time.LocalDateTime.now",
            "java.time.ZonedDateTime.now",
            "java.time.OffsetDateTime.now",
            "java.time.Clock.systemUTC",
            "java.time.Clock.systemDefaultZone",
            "java.lang.System.currentTimeMillis",
            "java.util.Date.<init>");
    private static final Set<String> PROCESS = Set.of(
            "java.lang.System.out",
            "java.lang.System.err",
            "java.lang.System.in",
            "java.lang.System.getenv",
            "java.lang.System.exit",
            "java.lang.Runtime.exit",
            "java.lang.Runtime.halt",
            "java.lang.Throwable.printStackTrace");

    private ConductRules() {}

    static List<Rule> of(Layout layout) {
        return List.of(
                new Rule("threads come from concurrent and assemblies", threads(layout)),
                new Rule("time is given", time(layout)),
                new Rule("the process belongs to its main", process(layout)),
                new Rule("plan, queue and conflict are pure", pure(layout)),
                new Rule("nobody sleeps", sleep(layout)));
    }

    private static ArchRule threads(Layout layout) {
        return noClasses()
                .that(not(layout.assembliesOrIn("concurrent")))
                .should()
                .accessTargetWhere(makesThreads())
                .because("whoever starts threads has to bound, name and end them");
    }

    private static ArchRule time(Layout layout) {
        return noClasses()
                .that(not(layout.assemblies().or(layout.tools()).or(layout.generated())))
                .and(not(layout.named("objectstore.ObjectStores")))
                .should()
                .accessTargetWhere(oneOf("the wall clock", CLOCKS))
                .because("a Clock is handed in, so that tests can set it; ObjectStores is what hands it to stores");
    }

    private static ArchRule process(Layout layout) {
        return noClasses()
                .that(not(layout.assemblies().or(layout.tools())))
                .should()
                .accessTargetWhere(oneOf("the process", PROCESS))
                .because("the same code runs in servers, in the command line tool and in tests");
    }

    private static ArchRule pure(Layout layout) {
        DescribedPredicate<JavaClass> world = resideInAnyPackage(
                "java.io..",
                "java.nio..",
                "java.net..",
                "java.util.concurrent..",
                layout.base() + ".objectstore..",
                layout.base() + ".concurrent..");
        DescribedPredicate<JavaClass> thread = describe("are threads", type -> type.isAssignableTo(Thread.class));
        DescribedPredicate<JavaClass> clock =
                describe("are clocks", type -> type.isAssignableTo(java.time.Clock.class));
        return noClasses()
                .that(layout.in("coordinator.plan", "coordinator.queue", "coordinator.conflict"))
                .should()
                .dependOnClassesThat(world.or(thread).or(clock).as("are input, output, threads or clocks"))
                .because("decisions are functions from values to values")
                .allowEmptyShould(true);
    }

    private static ArchRule sleep(Layout layout) {
        return noClasses()
                .that(not(layout.named("objectstore.Retries").or(layout.named("repository.LockAttempt"))))
                .should()
                .accessTargetWhere(
                        oneOf("a sleep", Set.of("java.lang.Thread.sleep", "java.util.concurrent.TimeUnit.sleep")))
                .because(
                        "code waits for a condition, or asks Timers to be called later; only the pauses between two tries"
                                + " of Retries and of a lock are times by their nature");
    }

    private static DescribedPredicate<JavaAccess<?>> oneOf(String what, Set<String> members) {
        return describe("is " + what, access -> members.contains(memberOf(access.getTarget())));
    }

    private static DescribedPredicate<JavaAccess<?>> makesThreads() {
        return describe("makes threads", access -> {
            AccessTarget target = access.getTarget();
            JavaClass owner = target.getOwner();
            return THREAD_MAKERS.contains(owner.getName())
                    || (owner.isEquivalentTo(Thread.class) && THREAD_STARTERS.contains(target.getName()))
                    || usesTheCommonPool(target)
                    || target.getName().equals("parallelStream");
        });
    }

    /** {@code CompletableFuture}'s {@code …Async} methods without an executor run on the JVM's common pool. */
    private static boolean usesTheCommonPool(AccessTarget target) {
        return target instanceof AccessTarget.CodeUnitCallTarget call
                && call.getOwner().isAssignableTo(CompletableFuture.class)
                && call.getName().endsWith("Async")
                && call.getRawParameterTypes().stream().noneMatch(type -> type.isAssignableTo(Executor.class));
    }

    private static String memberOf(AccessTarget target) {
        return target.getOwner().getName() + "." + target.getName();
    }
}

package io.holdfast.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.or;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.stream.Stream;

/** Which packages there are below a base package, and what part they play. The base of the product is {@code io.holdfast}. */
record Layout(String base) {
    /** The data path in its order: a stage sees only what stands before it, and the foundations. */
    static final List<String> STAGES = List.of(
            "scan",
            "read",
            "chunk",
            "blob",
            "dedup",
            "compress",
            "encrypt",
            "pack",
            "upload",
            "index",
            "snapshot",
            "repository",
            "save",
            "archive");

    /** What reads a repository; it sees all stages but those that join them for writing. */
    static final List<String> READERS = List.of("restore", "check", "browse", "retention");

    /** What every stage may use. */
    static final List<String> FOUNDATIONS = List.of("objectstore", "concurrent", "failure", "linux", "pattern", "task");

    /** The words of {@code task} as messages. */
    static final String WIRE = "wire";

    /** All packages of the shared module. */
    static List<String> sharedPackages() {
        return Stream.of(STAGES, READERS, FOUNDATIONS, List.of(WIRE))
                .flatMap(List::stream)
                .toList();
    }

    /** Classes in these packages or below them. */
    DescribedPredicate<JavaClass> in(String... packages) {
        String[] patterns =
                Stream.of(packages).map(name -> base + "." + name + "..").toArray(String[]::new);
        return resideInAnyPackage(patterns).as("reside in " + String.join(", ", packages));
    }

    /** One class, and what is nested in it. */
    DescribedPredicate<JavaClass> named(String name) {
        return describe("are " + name, type -> outermost(type).getName().equals(base + "." + name));
    }

    DescribedPredicate<JavaClass> shared() {
        return in(sharedPackages().toArray(String[]::new)).as("reside in shared");
    }

    DescribedPredicate<JavaClass> coordinator() {
        return in("coordinator");
    }

    DescribedPredicate<JavaClass> agent() {
        return in("agent").and(DescribedPredicate.not(generated())).as("reside in node-agent");
    }

    DescribedPredicate<JavaClass> tools() {
        return in("cli", "demo").as("reside in tools");
    }

    /** Packages of the command line tool with commands in them; its root, which joins them all, is none. */
    DescribedPredicate<JavaClass> commands() {
        return in("cli")
                .and(describe(
                        "are beside commands",
                        type -> !type.getPackageName().equals(base + ".cli")
                                && type.getPackage().getClasses().stream()
                                        .anyMatch(peer -> peer.getSimpleName().endsWith("Command"))));
    }

    /** What the compiler of the agent protocol makes. */
    DescribedPredicate<JavaClass> generated() {
        return in("agent.v1").as("are generated from proto");
    }

    /** Where a process is put together: the roots of both servers, and the tools' mains and assemblies. */
    DescribedPredicate<JavaClass> assemblies() {
        return describe(
                "are mains or assemblies",
                type -> type.getPackageName().equals(base + ".coordinator")
                        || type.getPackageName().equals(base + ".agent")
                        || outermost(type).getSimpleName().matches(".*(Main|Assembly)"));
    }

    DescribedPredicate<JavaClass> assembliesOrIn(String... packages) {
        return or(List.of(assemblies(), in(packages)))
                .as("are mains, assemblies or reside in " + String.join(", ", packages));
    }

    /** The first package below the base: {@code scan} of {@code io.holdfast.scan.Entry}; empty outside the base. */
    String partOf(JavaClass type) {
        String name = type.getPackageName();
        return name.startsWith(base + ".") ? name.substring(base.length() + 1).split("\\.", 2)[0] : "";
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(Layout::outermost).orElse(type);
    }
}

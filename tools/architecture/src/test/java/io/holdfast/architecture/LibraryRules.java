package io.holdfast.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;

/** Which packages may see which libraries, so that each library can be replaced in one place. */
final class LibraryRules {
    /** What a resource is made of and written with; the client's authors put them beside the client. */
    private static final Set<String> SHAPES = Set.of(
            "io.fabric8.kubernetes.client.CustomResource",
            "io.fabric8.kubernetes.client.utils.KubernetesSerialization");

    private LibraryRules() {}

    static List<Rule> of(Layout layout) {
        return List.of(
                new Rule("gRPC and its messages stay at the wire", grpc(layout)),
                new Rule("only packages that talk to the cluster see its client", kubernetes(layout)),
                new Rule("only objectstore sees the S3 client", only(layout.in("objectstore"), "software.amazon..")),
                new Rule("only compress sees zstd", only(layout.in("compress"), "com.github.luben..")),
                new Rule("only encrypt sees ciphers", ciphers(layout)));
    }

    private static ArchRule only(DescribedPredicate<JavaClass> users, String... library) {
        return noClasses().that(not(users)).should().dependOnClassesThat(resideInAnyPackage(library));
    }

    private static ArchRule grpc(Layout layout) {
        DescribedPredicate<JavaClass> users = layout.assembliesOrIn("wire", "coordinator.dispatch", "agent.session")
                .or(layout.generated());
        return noClasses()
                .that(not(users))
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("io.grpc..", "com.google.protobuf..").or(layout.generated()))
                .because("everyone else speaks the words of task");
    }

    private static ArchRule kubernetes(Layout layout) {
        DescribedPredicate<JavaClass> users = layout.assembliesOrIn(
                "coordinator.watch",
                "coordinator.intake",
                "coordinator.refusal",
                "coordinator.inventory",
                "coordinator.collect",
                "coordinator.hook",
                "coordinator.status",
                "coordinator.run",
                "coordinator.restore",
                "coordinator.limits",
                "coordinator.leadership",
                "coordinator.location",
                "coordinator.download",
                "coordinator.serverstatus",
                "coordinator.sync",
                "coordinator.volumerepository",
                "coordinator.identity",
                "demo");
        DescribedPredicate<JavaClass> client = resideInAnyPackage("io.fabric8.kubernetes.client..")
                .and(not(describe("are shapes", type -> SHAPES.contains(type.getName()))));
        return noClasses()
                .that(not(users))
                .should()
                .dependOnClassesThat(client)
                .because("what plans, queues, dispatches or publishes must run without a cluster");
    }

    private static ArchRule ciphers(Layout layout) {
        DescribedPredicate<JavaClass> ciphers = resideInAnyPackage("javax.crypto..", "org.bouncycastle.crypto..");
        return noClasses()
                .that(not(layout.in("encrypt", "coordinator.download")))
                .should()
                .dependOnClassesThat(ciphers)
                .because("secrets are kept in one place; download signs its links, and keeps nothing secret");
    }
}

package io.holdfast.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.EvaluationResult;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule finds the classes that break it, and no others: a mirror of the layout holds them. */
class RulesCanFailTest {
    private static final Layout LAYOUT = new Layout("io.holdfast.architecture.wrong");
    private static final JavaClasses MIRROR = new ClassFileImporter().importPackages(LAYOUT.base());

    private static final Map<String, Set<String>> GUILTY = Map.ofEntries(
            Map.entry("packages form no cycles", Set.of("run.HalfOfCycle", "hook.OtherHalf")),
            Map.entry("the coordinator does not see the node agent", Set.of("run.SeesAgent")),
            Map.entry("the node agent does not see the coordinator", Set.of("volume.SeesCoordinator")),
            Map.entry("shared sees no other module but proto", Set.of("scan.SeesTools")),
            Map.entry("no server sees the tools", Set.of("volume.SeesTools")),
            Map.entry("the coordinator does not see the data path's joint", Set.of("run.SeesScan")),
            Map.entry("a stage sees only the stages before it", Set.of("scan.SeesLaterStage", "scan.SeesTools")),
            Map.entry("commands do not see each other", Set.of("restore.RestoreCommand")),
            Map.entry("gRPC and its messages stay at the wire", Set.of("plan.SpeaksGrpc")),
            Map.entry("only packages that talk to the cluster see its client", Set.of("plan.AsksCluster")),
            Map.entry("only objectstore sees the S3 client", Set.of("scan.SeesS3")),
            Map.entry("only compress sees zstd", Set.of("scan.SeesZstd")),
            Map.entry("only encrypt sees ciphers", Set.of("scan.SeesCipher")),
            Map.entry(
                    "threads come from concurrent and assemblies",
                    Set.of("volume.StartsThread", "volume.UsesCommonPool")),
            Map.entry("time is given", Set.of("run.ReadsClock")),
            Map.entry("the process belongs to its main", Set.of("run.Prints", "run.ReadsEnvironment", "scan.Exits")),
            Map.entry("plan, queue and conflict are pure", Set.of("plan.ReadsFile")),
            Map.entry("nobody sleeps", Set.of("scan.Sleeps")),
            Map.entry("names say what a class does", Set.of("volume.VolumeHelper")),
            Map.entry("configurations are records", Set.of("run.RunConfig")),
            Map.entry("states, phases and outcomes are records", Set.of("run.RunPhase$Running", "scan.RaceState")),
            Map.entry("every package is @NullMarked", Set.of("hook.OtherHalf")));

    static Stream<Rule> rules() {
        return Rules.of(LAYOUT).stream();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void shouldFindWhoBreaksTheRule(Rule rule) {
        EvaluationResult result = rule.rule().evaluate(MIRROR);
        assertThat(accused(result.getFailureReport().getDetails()))
                .isEqualTo(new TreeSet<>(GUILTY.getOrDefault(rule.name(), Set.of("a class that breaks this rule"))));
    }

    @Test
    void shouldBreakEveryRule() {
        assertThat(rules().map(Rule::name)).containsExactlyInAnyOrderElementsOf(GUILTY.keySet());
    }

    /** Whom a report begins its lines with; a package and a class name are enough to tell them apart. */
    private static Set<String> accused(List<String> report) {
        Set<String> accused = new TreeSet<>();
        for (JavaClass type : MIRROR) {
            boolean named = report.stream()
                    .flatMap(String::lines)
                    .anyMatch(line -> line.strip()
                            .replaceFirst("^- ", "")
                            .matches("(\\w+ )?<?\\Q" + type.getName() + "\\E(\\.[\\w<>]+\\(.*|\\.\\w+>.*|>.*| .*)"));
            if (named) {
                accused.add(type.getName().replaceFirst(".*\\.(\\w+\\.[\\w$]+)$", "$1"));
            }
        }
        return accused;
    }
}

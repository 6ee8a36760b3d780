package io.holdfast.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The product keeps the rules of its layout. */
class ArchitectureTest {
    private static final Layout LAYOUT = new Layout("io.holdfast");
    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(LAYOUT.base());

    static Stream<Rule> rules() {
        return Rules.of(LAYOUT).stream();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void shouldKeepTheRule(Rule rule) {
        rule.rule().check(PRODUCT);
    }

    /** Proves that no package can stay outside the rules: each is a part of shared, or of a module named after it. */
    @Test
    void shouldKnowEveryPackage() {
        Set<String> known = new TreeSet<>(Layout.sharedPackages());
        known.addAll(Set.of("coordinator", "agent", "cli", "demo"));
        Set<String> found = PRODUCT.stream().map(LAYOUT::partOf).collect(Collectors.toCollection(TreeSet::new));
        assertThat(known).containsAll(found);
    }

    /** Proves that the rules were shown the product, and all its modules. */
    @Test
    void shouldSeeAllModules() {
        assertThat(PRODUCT.stream().map(JavaClass::getPackageName))
                .contains(
                        "io.holdfast.agent.v1",
                        "io.holdfast.task",
                        "io.holdfast.coordinator.dispatch",
                        "io.holdfast.agent",
                        "io.holdfast.cli",
                        "io.holdfast.demo");
    }

    /** Proves that the rule on commands was shown them. */
    @Test
    void shouldSeePackagesOfCommands() {
        assertThat(PRODUCT.that(LAYOUT.commands()).stream().map(JavaClass::getPackageName))
                .contains("io.holdfast.cli.backup", "io.holdfast.cli.browse", "io.holdfast.cli.retention")
                .doesNotContain("io.holdfast.cli", "io.holdfast.cli.session");
    }
}

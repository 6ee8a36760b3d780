package io.holdfast.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Who may see whom. */
final class DirectionRules {
    private DirectionRules() {}

    static List<Rule> of(Layout layout) {
        return List.of(
                new Rule("packages form no cycles", noCycles(layout)),
                new Rule("the coordinator does not see the node agent", sees(layout.coordinator(), layout.agent())),
                new Rule("the node agent does not see the coordinator", sees(layout.agent(), layout.coordinator())),
                new Rule(
                        "shared sees no other module but proto",
                        sees(
                                layout.shared(),
                                layout.coordinator().or(layout.agent()).or(layout.tools()))),
                new Rule("no server sees the tools", sees(layout.coordinator().or(layout.agent()), layout.tools())),
                new Rule("the coordinator does not see the data path's joint", noJointInCoordinator(layout)),
                new Rule("a stage sees only the stages before it", stagesInOrder(layout)),
                new Rule("commands do not see each other", commandsApart(layout)));
    }

    private static ArchRule sees(DescribedPredicate<JavaClass> from, DescribedPredicate<JavaClass> to) {
        return noClasses().that(from).should().dependOnClassesThat(to);
    }

    private static ArchRule noCycles(Layout layout) {
        return slices().assignedFrom(new EachPackage(layout)).should().beFreeOfCycles();
    }

    private static ArchRule noJointInCoordinator(Layout layout) {
        return noClasses()
                .that(layout.coordinator())
                .should()
                .dependOnClassesThat(layout.in("save", "archive", "restore", "scan", "read", "linux"))
                .because("the coordinator plans and records; agents touch the files");
    }

    private static ArchRule stagesInOrder(Layout layout) {
        return classes().that(layout.shared()).should(new SeeOnlyWhatStandsBefore(layout));
    }

    private static ArchRule commandsApart(Layout layout) {
        return slices().assignedFrom(new EachPackageOfCommands(layout))
                .should()
                .notDependOnEachOther()
                .because("what two of them need has a package of its own");
    }

    /** Every package is a slice of its own; generated code is not ours to order. */
    private record EachPackage(Layout layout) implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return layout.partOf(type).isEmpty() || layout.generated().test(type)
                    ? SliceIdentifier.ignore()
                    : SliceIdentifier.of(type.getPackageName());
        }

        @Override
        public String getDescription() {
            return "packages below " + layout.base();
        }
    }

    /** Slices of the command line tool; what its commands share is in none of them. */
    private record EachPackageOfCommands(Layout layout) implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return layout.commands().test(type) ? SliceIdentifier.of(type.getPackageName()) : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "packages of commands below " + layout.base();
        }
    }

    /** The order of the stages, which the compiler cannot keep while they share a module. */
    private static final class SeeOnlyWhatStandsBefore extends ArchCondition<JavaClass> {
        private final Layout layout;

        SeeOnlyWhatStandsBefore(Layout layout) {
            super("see only the stages before their own, and the foundations");
            this.layout = layout;
        }

        @Override
        public void check(JavaClass type, ConditionEvents events) {
            Set<String> allowed = visibleTo(layout.partOf(type));
            type.getDirectDependenciesFromSelf().stream()
                    .filter(dependency -> !allowed.contains(layout.partOf(dependency.getTargetClass())))
                    .filter(dependency -> not(layout.generated()).test(dependency.getTargetClass()))
                    .forEach(dependency ->
                            events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription())));
        }

        private static Set<String> visibleTo(String part) {
            Set<String> visible = new HashSet<>(Layout.FOUNDATIONS);
            visible.add(part);
            visible.add("");
            if (Layout.READERS.contains(part)) {
                visible.addAll(Layout.STAGES.subList(0, Layout.STAGES.indexOf("save")));
            } else if (Layout.STAGES.contains(part)) {
                visible.addAll(Layout.STAGES.subList(0, Layout.STAGES.indexOf(part)));
            }
            return visible;
        }
    }
}

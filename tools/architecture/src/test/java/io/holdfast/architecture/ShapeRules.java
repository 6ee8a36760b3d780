package io.holdfast.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** How types are named and made. */
final class ShapeRules {
    private static final String EMPTY_WORDS = ".*(Utils?|Helpers?|Manager|Impl)";

    private ShapeRules() {}

    static List<Rule> of(Layout layout) {
        return List.of(
                new Rule("names say what a class does", names(layout)),
                new Rule("configurations are records", configurations(layout)),
                new Rule("states, phases and outcomes are records", members(layout)),
                new Rule("every package is @NullMarked", nullMarked(layout)));
    }

    private static ArchRule names(Layout layout) {
        return noClasses()
                .that(not(layout.generated()))
                .should()
                .haveNameMatching(EMPTY_WORDS)
                .because("such a name fits anything, and so does such a class");
    }

    private static ArchRule configurations(Layout layout) {
        return classes()
                .that(describe("are named …Config", type -> type.getSimpleName().endsWith("Config")))
                .and(not(layout.generated()))
                .and(not(layout.in("coordinator.velero")))
                .should()
                .beRecords()
                .because("a configuration is checked once, when it is made; the shapes of velero.io alone have names"
                        + " that Velero gave them")
                .allowEmptyShould(true);
    }

    private static ArchRule members(Layout layout) {
        return classes()
                .that(describe("are a State, Phase or Outcome", ShapeRules::isMember))
                .and(not(layout.generated()))
                .should(new BeOneOf(type -> type.isRecord() || type.isEnum() || type.isInterface()))
                .because("a state is a value, and what leads out of it is a method that yields the next");
    }

    private static boolean isMember(JavaClass type) {
        return Stream.concat(Stream.of(type), type.getAllRawInterfaces().stream())
                .anyMatch(named -> named.getSimpleName().matches(".*(State|Phase|Outcome)")
                        && !named.getPackageName().startsWith("java."));
    }

    private static ArchRule nullMarked(Layout layout) {
        DescribedPredicate<JavaClass> ours = not(layout.generated());
        return classes().that(ours).should(new ArchCondition<>("live in a package that is @NullMarked") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
                    events.add(SimpleConditionEvent.violated(
                            type, type.getName() + " lies in a package whose package-info.java is not @NullMarked"));
                }
            }
        });
    }

    /** A condition on the kind of a type. */
    private static final class BeOneOf extends ArchCondition<JavaClass> {
        private final java.util.function.Predicate<JavaClass> kind;

        BeOneOf(java.util.function.Predicate<JavaClass> kind) {
            super("be records, enums or interfaces");
            this.kind = kind;
        }

        @Override
        public void check(JavaClass type, ConditionEvents events) {
            if (!kind.test(type)) {
                events.add(SimpleConditionEvent.violated(type, type.getName() + " is a class with an identity"));
            }
        }
    }
}

package io.holdfast.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.linux.FileName;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathPatternTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // pattern, path, matches, may match below
                "/a/b, /a, false, true",
                "/a/b, /a/b, true, true",
                "/a/b, /a/b/c, true, true",
                "/a/b, /b, false, false",
                "/a/b, /x/a/b, false, false",
                "/a/*/c, /a/b, false, true",
                "/a/*/c, /a/b/d, false, false",
                "/a/*/c, /a/b/c, true, true",
                "/a/**, /a, true, true",
                "/a/**/d, /a, false, true",
                "/a/**/d, /a/b/c, false, true",
                "/a/**/d, /a/d, true, true",
                "/a/**/d, /a/b/c/d, true, true",
                "/a/**/d, /b/d, false, false",
                "/a/**/b/**/c, /a/b/c, true, true",
                "/a/**/b/**/c, /a/x/b/y/z/c, true, true",
                "/a/**/b/**/c, /a/x/c, false, true",
                "/, /a, true, true",
                "/**, /a/b, true, true",
                "**, /a, true, true",
                "b, /a, false, true",
                "b, /a/b, true, true",
                "b, /a/b/c, true, true",
                "b/c, /a/b/c, true, true",
                "b/c, /a/b/x/c, false, true",
                "b/**/c, /a/b/x/c, true, true",
                "b/**/c, /a/c, false, true",
                "**/c, /c, true, true",
                "*.txt, /a/note.txt, true, true",
                "*.txt, /a/note.text, false, true",
                "/a//b/, /a/b, true, true",
                "/a/./b, /a/b, true, true",
                "/a/x/../b, /a/b, true, true",
                "/../a, /a, true, true",
                "a/.., /a, false, true",
                "./a, /a, true, true",
                "../a, /a, false, true",
                "., /a, false, true",
                "a*b, /a/b, false, true",
                "\\!a, /!a, true, true"
            })
    void shouldMatchPaths(String pattern, String path, boolean matches, boolean below) {
        PatternPosition state = state(PathPatterns.of(List.of(pattern)), path);
        assertThat(state.matches()).as("matches").isEqualTo(matches);
        assertThat(state.mayMatchBelow()).as("may match below").isEqualTo(below);
    }

    @ParameterizedTest
    @CsvSource({
        "'*.log !keep.log', /a/x.log, true",
        "'*.log !keep.log', /a/keep.log, false",
        "'*.log !keep.log /a/keep.log', /a/keep.log, true",
        "'!keep.log *.log', /a/keep.log, true",
        "'/a !b', /a/b/c, false",
        "'/a !b c', /a/b/c, true"
    })
    void shouldObeyTheLastThatSaysSomething(String patterns, String path, boolean matches) {
        assertThat(state(PathPatterns.of(List.of(patterns.split(" "))), path).matches())
                .isEqualTo(matches);
    }

    @Test
    void shouldNotGoDownWhereALaterPatternTakesAllAway() {
        assertThat(state(PathPatterns.of(List.of("/a", "!b")), "/a/b").mayMatchBelow())
                .isFalse();
        assertThat(state(PathPatterns.of(List.of("!b", "c")), "/a/b").mayMatchBelow())
                .isTrue();
    }

    @Test
    void shouldIgnoreCaseOnlyIfTold() {
        assertThat(state(PathPatterns.of(List.of("/Ä/*.TXT")), "/ä/x.txt").matches())
                .isFalse();
        assertThat(state(PathPatterns.ignoringCase(List.of("/Ä/*.TXT")), "/ä/x.txt")
                        .matches())
                .isTrue();
        assertThat(state(PathPatterns.ignoringCase(List.of("/ä/*.txt")), "/Ä/X.TXT")
                        .matches())
                .isTrue();
    }

    /** What a listing shows of them can be given as it is, and mixed with what only patterns have. */
    @Test
    void shouldMatchNamesThatAreNoPlainText() {
        FileName name = FileName.of(new byte[] {'a', (byte) 0xff, '*', (byte) 0xc3, (byte) 0x9c, '\\', '\n'});
        for (String pattern :
                List.of(name.toString(), "a\\xff*", "/?\\xff\\x2a\\xc3\\x9c\\x5c\\x0a", "a?\\*\\xC3\\x9C??")) {
            assertThat(matches(PathPattern.parse(pattern), name)).as(pattern).isTrue();
            assertThat(matches(PathPattern.parseIgnoringCase(pattern), name))
                    .as(pattern)
                    .isTrue();
        }
        for (String pattern : List.of("axff*", "a\\xfe*", "a\\\\xff*", "a\\xfg*", "a\\xff\\x2a")) {
            assertThat(matches(PathPattern.parse(pattern), name)).as(pattern).isFalse();
        }
        assertThat(matches(PathPattern.parse("\\x2a"), FileName.of("b"))).isFalse();
        assertThat(matches(PathPattern.parse("\\\\xff"), FileName.of("\\xff"))).isTrue();
    }

    private static boolean matches(PathPattern pattern, FileName name) {
        return new PathPatterns(List.of(pattern)).atRoot().enter(name).matches();
    }

    /** Memory of a search for shared trees rests on it. */
    @Test
    void shouldBeEqualWhereTheSameIsSaidBelow() {
        PathPatterns patterns = PathPatterns.of(List.of("b", "/a/*/c"));
        assertThat(state(patterns, "/x/y")).isEqualTo(state(patterns, "/z")).hasSameHashCodeAs(state(patterns, "/z"));
        assertThat(state(patterns, "/a/y")).isEqualTo(state(patterns, "/a/z")).isNotEqualTo(state(patterns, "/z/y"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "!", "/a/[b", "a\\"})
    void shouldNameAPatternThatMakesNoSense(String pattern) {
        assertThatThrownBy(() -> PathPattern.parse(pattern))
                .isInstanceOfSatisfying(
                        BackupException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.INVALID_INPUT))
                .hasMessageContaining("\"" + pattern + "\"");
    }

    private static PatternPosition state(PathPatterns patterns, String path) {
        PatternPosition state = patterns.atRoot();
        for (String name : path.substring(1).split("/")) {
            state = state.enter(FileName.of(name));
        }
        return state;
    }
}

package io.holdfast.pattern;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamePatternTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "abc, abc, true",
                "abc, abcd, false",
                "*, `name with spaces`, true",
                "*c, abc, true",
                "a*, a, true",
                "a*b*c*d*e, aXbXcXdXeXXXe, true",
                "a*b*c*d*e, aXbXcXdXeXXXf, false",
                "a*b?c*x, abxbbxdbxebxczzx, true",
                "a*b?c*x, abxbbxdbxebxczzy, false",
                "*.jp?g, photo.jpeg, true",
                "a?c, aüc, true",
                "a??c, aüc, false",
                "ab[c], abc, true",
                "ab[b-d], abc, true",
                "ab[e-g], abc, false",
                "ab[^c], abc, false",
                "ab[^e-g], abc, true",
                "a[^a]b, aüb, true",
                "a[ü]b, aüb, true",
                "[a-ζ]*, α, true",
                "*[a-ζ], A, false",
                "[\\]a], ], true",
                "[\\-], -, true",
                "[x\\-], z, false",
                "[a\\-z], b, false",
                "a\\*b, a*b, true",
                "a\\*b, ab, false",
                "\\[x\\], [x], true",
                "[!a], !, true",
                "*x, xxx, true"
            })
    void shouldMatchAsGoDoes(String pattern, String name, boolean matches) {
        assertThat(matches(pattern, name.getBytes(UTF_8))).isEqualTo(matches);
    }

    @Test
    void shouldMatchNamesThatAreNoText() {
        byte[] name = {(byte) 0xff, (byte) 0xfe, 'x', (byte) 0x80};
        assertThat(matches("??x?", name)).isTrue();
        assertThat(matches("*x*", name)).isTrue();
        assertThat(matches("?x?", name)).isFalse();
        assertThat(matches("[^a][^b]x*", name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[", "[a", "[]", "[]a]", "[-]", "[x-]", "[-x]", "[a-b-c]", "[^]", "a[", "a[b-", "*[a", "a\\"})
    void shouldRefuseWhatIsNoPattern(String pattern) {
        assertThatThrownBy(() -> NamePattern.parse(pattern.getBytes(UTF_8)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldFoldCharactersOnly() {
        assertThat(Characters.lowerCase("ÜBER Straße Σ".getBytes(UTF_8))).isEqualTo("über straße σ".getBytes(UTF_8));
        assertThat(Characters.lowerCase(new byte[] {'A', (byte) 0xc3, 'B'}))
                .isEqualTo(new byte[] {'a', (byte) 0xc3, 'b'});
    }

    /** Backtracking at every star would take longer than anybody lives. */
    @Test
    void shouldNotTakeLongForManyStars() {
        assertThat(matches("a*".repeat(200) + "b", "a".repeat(4000).getBytes(UTF_8)))
                .isFalse();
    }

    private static boolean matches(String pattern, byte[] name) {
        return NamePattern.parse(pattern.getBytes(UTF_8)).matches(name);
    }
}

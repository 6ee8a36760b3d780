package io.holdfast.soak;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A case that failed fails again when it is played from what was printed, as long as the parser has the defect. */
class FuzzCaseTest {
    private static final Pattern COMMAND =
            Pattern.compile("tools/soak fuzz --case '(\\S+)' (?:- <<< )?'([A-Za-z0-9+/=]*)'$");
    private static final FuzzCase.Name NAME = new FuzzCase.Name("FuzzCaseTest", "attack");

    private final List<byte[]> heard = new ArrayList<>();

    /** Samples of both lengths of commands: with the bytes as an argument, and beyond what the kernel takes for one. */
    @ParameterizedTest
    @ValueSource(ints = {100, 200_000})
    void shouldPlayAPrintedCaseAgain(int length) {
        AssertionError first = attack(List.of("a".repeat(length).getBytes(UTF_8)));
        byte[] failed = heard.getLast();
        Matcher command = COMMAND.matcher(first.getMessage());
        assertThat(command.find()).as(first.getMessage()).isTrue();
        assertThat(command.group(1)).isEqualTo(NAME.toString());
        byte[] printed = Base64.getDecoder().decode(command.group(2));
        assertThat(printed).isEqualTo(failed);

        heard.clear();
        AssertionError again = catchThrowableOfType(
                AssertionError.class, () -> Fuzz.attack(List.of(), this::parseWithDefect, NAME, Optional.of(printed)));
        assertThat(again).hasMessageContaining("the defect").hasMessageContaining(command.group());
        assertThat(heard).singleElement().isEqualTo(failed);

        assertThatCode(() -> Fuzz.attack(List.of(), FuzzCaseTest::parse, NAME, Optional.of(printed)))
                .doesNotThrowAnyException();
    }

    /** Such a case ends nothing by itself, and is known all the same. */
    @Test
    void shouldPrintACaseThatTakesTooMuchMemory() {
        byte[][] taken = new byte[1][];
        AssertionError failure = catchThrowableOfType(
                AssertionError.class,
                () -> Fuzz.attack(
                        List.of(), bytes -> taken[0] = new byte[bytes.length << 25], NAME, Optional.of(new byte[] {1
                        })));
        assertThat(failure).hasMessageContaining("bytes allocated for 1").hasMessageEndingWith(" 'AQ=='");
        assertThat(taken[0]).isNotEmpty();
    }

    /** By its own name, as tests do. */
    private AssertionError attack(List<byte[]> samples) {
        try {
            Fuzz.attack(samples, this::parseWithDefect);
        } catch (AssertionError failure) {
            return failure;
        }
        throw new AssertionError("the defect was not found");
    }

    private void parseWithDefect(byte[] bytes) {
        heard.add(bytes);
        parse(bytes);
        for (byte each : bytes) {
            if (each != 'a') {
                throw new IndexOutOfBoundsException("the defect");
            }
        }
    }

    private static void parse(byte[] bytes) {
        if (bytes.length == 0) {
            throw new BackupException(FailureKind.CORRUPT, "there is nothing");
        }
    }
}

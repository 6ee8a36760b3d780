package io.holdfast.cli.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.foreign.Restic;
import io.holdfast.objectstore.ObjectStore;
import io.holdfast.repository.OpenRepository;
import io.holdfast.repository.Repository;
import io.holdfast.repository.TestRepositories;
import io.holdfast.task.Secret;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GivenPasswordTest {
    @TempDir
    private Path folder;

    /** Or neither opens what the other has made. */
    @ParameterizedTest
    @ValueSource(strings = {"\n one \t two\r\nthree\n\n", "\u00a0\u001fone\u200b\u0085\u2003", "\ufeffone"})
    void shouldReadWhatResticReads(String content) throws Exception {
        Path file = Files.writeString(folder.resolve("password"), content);
        Restic restic = new Restic(folder.resolve("repository"), folder.resolve("scratch"));
        String _ = restic.run("init", "--password-file", file.toString());
        Secret password = GivenPassword.of(Optional.of(file), Map.of());
        try (ObjectStore store = TestRepositories.directory(folder.resolve("repository"));
                OpenRepository opened = Repository.open(store, password, Clock.systemUTC())) {
            assertThat(opened.id()).isNotEmpty();
        }
    }

    @Test
    void shouldTakeVariablesThatAreSetToNothingForUnset() throws Exception {
        assertThat(GivenPassword.of(
                        Optional.of(Path.of("")), Map.of("RESTIC_PASSWORD_FILE", "", "RESTIC_PASSWORD", "x")))
                .isEqualTo(new Secret("x"));
        Path file = Files.writeString(folder.resolve("password"), "y");
        assertThat(GivenPassword.of(
                        Optional.empty(), Map.of("RESTIC_PASSWORD_FILE", file.toString(), "RESTIC_PASSWORD", "x")))
                .isEqualTo(new Secret("y"));
    }

    @ParameterizedTest
    @CsvSource({
        "RESTIC_PASSWORD, '', set RESTIC_PASSWORD_FILE or RESTIC_PASSWORD",
        "RESTIC_PASSWORD_COMMAND, '', set RESTIC_PASSWORD_FILE or RESTIC_PASSWORD",
        "RESTIC_PASSWORD_COMMAND, pass, RESTIC_PASSWORD_COMMAND is not served"
    })
    void shouldSayThatThereIsNone(String variable, String value, String end) {
        assertThatThrownBy(() -> GivenPassword.of(Optional.empty(), Map.of(variable, value)))
                .isInstanceOfSatisfying(
                        BackupException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.INVALID_INPUT))
                .hasMessageStartingWith("no password is given: ")
                .hasMessageEndingWith(end);
    }

    @Test
    void shouldSayWhatIsWrongWithTheFile() throws Exception {
        Path file = Files.writeString(folder.resolve("password"), " \n\t");
        assertThatThrownBy(() -> GivenPassword.of(Optional.of(file), Map.of()))
                .hasMessage("the password file " + file + " is empty: write the password into its first line");
        Path _ = Files.write(file, "x".getBytes(StandardCharsets.UTF_16));
        assertThatThrownBy(() -> GivenPassword.of(Optional.of(file), Map.of()))
                .hasMessage("the password file " + file + " cannot be read: it is not text in UTF-8");
    }
}

package io.holdfast.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.soak.Fuzz;
import io.holdfast.soak.RealFiles;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TreeFuzzTest {
    /** The reader of one value ran past its end and past the tree's, for ever. */
    @ParameterizedTest
    @ValueSource(strings = {"extended_attributes", "content", "generic_attributes"})
    void shouldRefuseAValueOfTheWrongType(String field) {
        for (String value : List.of("7", "\"x\"", "{\"a\":1}", "[7]", "[[]]", "true")) {
            String tree = "{\"nodes\":[{\"name\":\"a\",\"type\":\"file\",\"" + field + "\":" + value + "}]}";
            boolean object = field.equals("generic_attributes") && value.startsWith("{");
            if (!object) {
                assertThatThrownBy(() -> TreeDecoder.decode(tree.getBytes(UTF_8)))
                        .as(tree)
                        .isInstanceOfSatisfying(
                                BackupException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.CORRUPT));
            }
        }
    }

    @Test
    void shouldParseATreeOrCallItCorrupt(@TempDir Path folder) throws Exception {
        Fuzz.attack(new RealFiles(folder).trees, tree -> new TreeDecoder(tree).forEachRemaining(_ -> {}));
    }
}

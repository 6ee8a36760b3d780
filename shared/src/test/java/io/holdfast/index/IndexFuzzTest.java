package io.holdfast.index;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.encrypt.ByteSealer;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.soak.Fuzz;
import io.holdfast.soak.RealFiles;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IndexFuzzTest {
    @Test
    void shouldParseAnIndexOrCallItCorrupt(@TempDir Path folder) throws Exception {
        Fuzz.attack(new RealFiles(folder).indexes, json -> {
            BlobIndex index = new BlobIndex();
            IndexContent content = index.content();
            IndexCodec.decode(new ByteArrayInputStream(json), content);
            index.add(content);
            index.forEach((_, _, place) -> mustBePossible(place));
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"packs\":7}",
                "{\"packs\":{}}",
                "{\"packs\":[7]}",
                "{\"packs\":[{\"id\":\"ID\",\"blobs\":7}]}",
                "{\"packs\":[{\"id\":\"ID\",\"blobs\":[7]}]}",
                "{\"packs\":[BLOB\"offset\":0,\"length\":31}]}]}",
                "{\"packs\":[BLOB\"offset\":0,\"length\":40,\"uncompressed_length\":-1}]}]}",
                "{\"packs\":[BLOB\"offset\":0,\"length\":40,\"uncompressed_length\":-5}]}]}",
                "{\"packs\":[BLOB\"offset\":2147483647,\"length\":40}]}]}"
            })
    void shouldNotPassOverWhatItDoesNotUnderstand(String template) {
        String id = "0123456789abcdef".repeat(4);
        String json = template.replace("BLOB", "{\"id\":\"ID\",\"blobs\":[{\"id\":\"ID\",\"type\":\"data\",")
                .replace("ID", id);
        assertThatThrownBy(() ->
                        IndexCodec.decode(new ByteArrayInputStream(json.getBytes(UTF_8)), new BlobIndex().content()))
                .isInstanceOfSatisfying(
                        BackupException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.CORRUPT));
    }

    /** Buffers are made by what a place says. */
    private static void mustBePossible(BlobPlace place) {
        assertThat(place.offset()).isNotNegative();
        assertThat(place.length()).isGreaterThanOrEqualTo(ByteSealer.OVERHEAD);
        assertThat(place.offset() + place.length()).isPositive();
        assertThat(place.plainLength()).isNotNegative();
    }
}

package io.holdfast.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.failure.BackupException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdPrefixTest {
    private final BlobId id = BlobId.of(new byte[] {7});

    @Test
    void shouldTellHowAnIdBegins() {
        String hex = id.toHex();
        IntStream.rangeClosed(1, hex.length()).forEach(length -> {
            String begin = hex.substring(0, length);
            assertThat(IdPrefix.parse(begin).begins(id)).as(begin).isTrue();
            char last = begin.charAt(length - 1);
            String other = begin.substring(0, length - 1) + (last == '0' ? '1' : '0');
            assertThat(IdPrefix.parse(other).begins(id)).as(other).isFalse();
        });
        assertThat(IdPrefix.parse(hex).isWhole()).isTrue();
        assertThat(IdPrefix.parse(hex.substring(1)).isWhole()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "xyz", "AB", "0123 ", "latest"})
    void shouldRefuseWhatNoIdBeginsWith(String text) {
        assertThatThrownBy(() -> IdPrefix.parse(text))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("\"" + text + "\"");
    }
}

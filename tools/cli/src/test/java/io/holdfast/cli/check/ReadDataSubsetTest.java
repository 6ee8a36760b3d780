package io.holdfast.cli.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.check.DataSubset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class ReadDataSubsetTest {
    @Test
    void shouldTakeWhatResticTakes() throws Exception {
        assertThat(convert("5%")).isEqualTo(new DataSubset.Percent(5));
        assertThat(convert("0.5%")).isEqualTo(new DataSubset.Percent(0.5));
        assertThat(convert("2/7")).isEqualTo(new DataSubset.Part(2, 7));
        assertThat(convert("500M")).isEqualTo(new DataSubset.Size(500L << 20));
        assertThat(convert("3k")).isEqualTo(new DataSubset.Size(3 << 10));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0%", "101%", "%", "0/3", "4/3", "1/257", "1/2/3", "0", "-5M", "some", ""})
    void shouldRefuseWhatIsNoSubset(String text) {
        assertThatThrownBy(() -> convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContainingAll("'" + text + "'", "5%", "2/7", "500M");
    }

    private static DataSubset convert(String text) throws Exception {
        return new ReadDataSubset().convert(text);
    }
}

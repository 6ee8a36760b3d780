package io.holdfast.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChunkerPolynomialTest {
    /** How many irreducible polynomials over GF(2) there are of a degree: OEIS A001037. */
    @ParameterizedTest
    @CsvSource({"1, 2", "2, 1", "3, 2", "4, 3", "5, 6", "6, 9", "7, 18", "8, 30", "9, 56", "10, 99", "11, 186"})
    void shouldFindAsManyAsThereAre(int degree, long count) {
        assertThat(LongStream.range(1L << degree, 2L << degree).filter(ChunkerPolynomial::isIrreducible))
                .hasSize((int) count);
    }

    @Test
    void shouldAcceptThePolynomialOfResticsOwnTests() {
        assertThat(ChunkerPolynomial.isIrreducible(0x3DA3358B4DC173L)).isTrue();
        assertThat(ChunkerPolynomial.isIrreducible(0x3DA3358B4DC173L ^ 2)).isFalse();
    }

    @Test
    void shouldGenerateIrreducibleOnesOfDegree53() {
        SecureRandom random = new SecureRandom();
        for (int i = 0; i < 20; i++) {
            long polynomial = ChunkerPolynomial.generate(random);
            assertThat(Long.numberOfLeadingZeros(polynomial)).isEqualTo(10);
            assertThat(ChunkerPolynomial.isIrreducible(polynomial)).isTrue();
        }
    }
}

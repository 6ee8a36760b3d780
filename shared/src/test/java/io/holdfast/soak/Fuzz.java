package io.holdfast.soak;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import java.lang.management.ManagementFactory;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Gives a parser damaged copies of what it parses. It has to answer, or to throw the one exception that it promises, in little
 * time and with memory in proportion to what it was given. Nothing in a parser waits, so its time is the work that it does.
 */
public final class Fuzz {
    private static final int CASES_OF_A_ROUND = 1000;
    private static final int ROUNDS = 4;
    private static final long LONGEST_NANOS = 5_000_000_000L;
    private static final long FREE_BYTES = 24 << 20;
    private static final long BYTES_FOR_EACH = 300;
    private static final Set<FailureKind> DOCUMENTED = Set.of(FailureKind.CORRUPT, FailureKind.UNSUPPORTED);

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Parser parser;
    private int answered;
    private int refused;

    private Fuzz(Parser parser) {
        this.parser = parser;
    }

    /** Throws {@code CORRUPT} or {@code UNSUPPORTED}, or answers with anything. */
    @FunctionalInterface
    public interface Parser {
        void parse(byte[] bytes);
    }

    /** A few thousand cases, or as many as there is time for. Some must be parsed and some be refused, or it proves nothing. */
    public static void attack(List<byte[]> samples, Parser parser) {
        Fuzz fuzz = new Fuzz(parser);
        samples.forEach(parser::parse);
        Rounds.play(ROUNDS, random -> fuzz.playRound(samples, random));
        assertThat(fuzz.answered).as("cases that were parsed").isPositive();
        assertThat(fuzz.refused).as("cases that were refused").isPositive();
    }

    private void playRound(List<byte[]> samples, Random random) {
        Damage damage = new Damage(random, samples);
        for (int i = 0; i < CASES_OF_A_ROUND; i++) {
            byte[] bytes = damage.next();
            try {
                parse(bytes);
            } catch (Throwable failure) {
                throw new AssertionError(failure + " on " + Base64.getEncoder().encodeToString(bytes), failure);
            }
        }
    }

    private void parse(byte[] bytes) {
        long start = System.nanoTime();
        long before = THREADS.getCurrentThreadAllocatedBytes();
        try {
            parser.parse(bytes);
            answered++;
        } catch (BackupException e) {
            assertThat(e.kind()).as(e.getMessage()).isIn(DOCUMENTED);
            refused++;
        }
        assertThat(THREADS.getCurrentThreadAllocatedBytes() - before)
                .as("bytes allocated for %d", bytes.length)
                .isLessThan(FREE_BYTES + BYTES_FOR_EACH * bytes.length);
        assertThat(System.nanoTime() - start).as("nanoseconds").isLessThan(LONGEST_NANOS);
    }
}

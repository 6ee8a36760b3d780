package io.holdfast.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.management.ThreadMXBean;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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
    private static final Duration LONGEST_CASE = Duration.ofMinutes(1);
    private static final long FREE_BYTES = 24 << 20;
    private static final long BYTES_FOR_EACH = 300;
    private static final Set<FailureKind> DOCUMENTED = Set.of(FailureKind.CORRUPT, FailureKind.UNSUPPORTED);

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static final StackWalker CALLERS = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    private final Parser parser;
    private volatile byte[] current = {};
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

    /**
     * A few thousand cases, or as many as there is time for. Some must be parsed and some be refused, or it proves nothing. The
     * failure of one says how to play it again; where a case is given for that, only this is played.
     */
    public static void attack(List<byte[]> samples, Parser parser) {
        FuzzCase.Name name = CALLERS.walk(callers -> callers.filter(caller -> caller.getDeclaringClass() != Fuzz.class)
                .map(caller -> new FuzzCase.Name(caller.getDeclaringClass().getSimpleName(), caller.getMethodName()))
                .findFirst()
                .orElseThrow());
        attack(samples, parser, name, FuzzCase.given());
    }

    static void attack(List<byte[]> samples, Parser parser, FuzzCase.Name name, Optional<byte[]> given) {
        Fuzz fuzz = new Fuzz(parser);
        if (given.isPresent()) {
            fuzz.playAgain(given.get(), name);
            return;
        }
        samples.forEach(parser::parse);
        try {
            Rounds.play(ROUNDS, random -> fuzz.playRound(samples, random));
        } catch (AssertionError failure) {
            throw new FuzzCase(name, fuzz.current).failure(failure);
        }
        assertThat(fuzz.answered).as("cases that were parsed").isPositive();
        assertThat(fuzz.refused).as("cases that were refused").isPositive();
    }

    private void playRound(List<byte[]> samples, Random random) {
        Damage damage = new Damage(random, samples);
        for (int i = 0; i < CASES_OF_A_ROUND; i++) {
            current = damage.next();
            parse(current);
        }
    }

    private void playAgain(byte[] bytes, FuzzCase.Name name) {
        try {
            assertTimeoutPreemptively(LONGEST_CASE, () -> parse(bytes));
        } catch (Throwable failure) {
            throw new FuzzCase(name, bytes).failure(failure);
        }
        System.out.println("the case is " + (answered > 0 ? "parsed" : "refused, as it should be"));
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

package io.holdfast.soak;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Random;

/**
 * The rounds of a random test, each drawn from a seed of its own: a fixed number, or as many as the seconds in
 * {@code holdfast.soak.seconds} have room for. The first seed is printed, and can be given as {@code holdfast.soak.seed}.
 */
public final class Rounds {
    private static final Duration LONGEST_ROUND = Duration.ofMinutes(20);

    private Rounds() {}

    /** One round; whatever it draws comes from the random numbers that it is given. */
    @FunctionalInterface
    public interface Round {
        void play(Random random) throws Exception;
    }

    /** The failure of a round names its seed, which as the first seed repeats it. */
    public static void play(int usually, Round round) {
        long first = Long.getLong("holdfast.soak.seed", new Random().nextLong());
        long seconds = Long.getLong("holdfast.soak.seconds", 0L);
        System.out.println("first seed " + first);
        long start = System.nanoTime();
        int played = 0;
        while (seconds == 0 ? played < usually : System.nanoTime() - start < seconds * 1_000_000_000L) {
            long seed = first + played;
            try {
                assertTimeoutPreemptively(LONGEST_ROUND, () -> round.play(new Random(seed)));
            } catch (Throwable failure) {
                throw new AssertionError("in the round of seed " + seed + ": " + failure, failure);
            }
            played++;
        }
        System.out.println(played + " rounds");
    }
}

package io.holdfast.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;

/** One of many faults to one of so many requests, drawn by lot. Thread-safe. */
final class RandomFaults implements Function<Message, Fault> {
    private static final Fault SLOW_DOWN = Fault.refusal(503, "SlowDown", "Please reduce your request rate.");
    private static final Fault INTERNAL = Fault.refusal(500, "InternalError", "We encountered an internal error.");

    private final Random random;
    private final int oneOf;
    private final Fault delay;
    private final Set<String> damaged = new HashSet<>();
    private boolean ended;

    /** {@code delay} is the proxy's, for writes. */
    RandomFaults(Random random, int oneOf, Fault delay) {
        this.random = random;
        this.oneOf = oneOf;
        this.delay = delay;
    }

    /** From now on nothing goes wrong. */
    synchronized void end() {
        ended = true;
    }

    @Override
    public synchronized Fault apply(Message request) {
        if (ended || random.nextInt(oneOf) > 0) {
            return Fault.NONE;
        }
        List<Fault> choices = choices(request);
        return choices.get(random.nextInt(choices.size()));
    }

    private List<Fault> choices(Message request) {
        List<Fault> choices = new ArrayList<>(List.of(
                Fault.latency(Duration.ofMillis(random.nextInt(200))),
                Fault.resetBefore(),
                Fault.resetAfter(),
                Fault.silence(),
                Fault.wrongTag(),
                SLOW_DOWN,
                INTERNAL));
        boolean object = !request.target().contains("list-type");
        switch (request.method()) {
            case "PUT" -> choices.addAll(List.of(Fault.flippedInRequest(), Fault.twice(), delay));
            case "GET" -> {
                choices.addAll(List.of(Fault.resetMidway(), Fault.truncated()));
                // Objects are verified and read a second time, not a third; of a listing nobody can tell.
                if (object && damaged.add(request.target())) {
                    choices.clear();
                    choices.addAll(List.of(Fault.flippedInAnswer(), Fault.shortened()));
                }
            }
            default -> {
                // The others have neither a body nor an effect that could be repeated.
            }
        }
        return choices;
    }
}

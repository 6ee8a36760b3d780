package io.holdfast.fault;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** Which requests meet with a fault: the first rule that fits a request decides. Thread-safe. */
final class Script {
    static final int FOR_EVER = Integer.MAX_VALUE;

    private final List<Rule> rules = new CopyOnWriteArrayList<>();

    private record Rule(Predicate<Message> which, int after, int times, Fault fault, AtomicInteger met) {
        boolean fits(Message request) {
            if (!which.test(request)) {
                return false;
            }
            int before = met.getAndIncrement();
            return before >= after && before - after < times;
        }
    }

    /** The next so many of these requests. */
    @CanIgnoreReturnValue
    Script meet(Predicate<Message> which, int times, Fault fault) {
        return meetLater(which, 0, times, fault);
    }

    /** The same, after so many of them have been left alone. */
    @CanIgnoreReturnValue
    Script meetLater(Predicate<Message> which, int after, int times, Fault fault) {
        rules.add(new Rule(which, after, times, fault, new AtomicInteger()));
        return this;
    }

    /** From now on nothing goes wrong. */
    void end() {
        rules.clear();
    }

    Fault next(Message request) {
        return rules.stream()
                .filter(rule -> rule.fits(request))
                .findFirst()
                .map(Rule::fault)
                .orElse(Fault.NONE);
    }

    /** Requests of the method for objects below the folder of a repository; {@code ""} stands for all. */
    static Predicate<Message> requests(String method, String folder) {
        return request -> request.method().matches(method) && request.target().contains(folder);
    }
}

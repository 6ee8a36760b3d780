package io.holdfast.check;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Numbers of the few damages that harm one thing. Immutable. */
final class DamageSet {
    static final DamageSet NONE = new DamageSet();

    private final int[] numbers;

    private DamageSet(int... numbers) {
        this.numbers = numbers;
    }

    static DamageSet of(int number) {
        return new DamageSet(number);
    }

    static DamageSet of(IntStream numbers) {
        int[] distinct = numbers.distinct().toArray();
        return distinct.length == 0 ? NONE : new DamageSet(distinct);
    }

    DamageSet with(DamageSet others) {
        if (others.isEmpty() || isEmpty()) {
            return isEmpty() ? others : this;
        }
        return of(IntStream.concat(Arrays.stream(numbers), Arrays.stream(others.numbers)));
    }

    boolean isEmpty() {
        return numbers.length == 0;
    }

    /** Whether it is this number and no other. */
    boolean isOnly(int number) {
        return numbers.length == 1 && numbers[0] == number;
    }

    boolean isAnyOf(BitSet others) {
        for (int number : numbers) {
            if (others.get(number)) {
                return true;
            }
        }
        return false;
    }

    void forEach(IntConsumer each) {
        for (int number : numbers) {
            each.accept(number);
        }
    }
}

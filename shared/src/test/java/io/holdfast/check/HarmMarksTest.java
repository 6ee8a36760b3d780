package io.holdfast.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HarmMarksTest {
    @Test
    void shouldAddUpWhatIsMarked() {
        HarmMarks marks = new HarmMarks(1_000);
        marks.put(5, counts(1, 2), true);
        marks.put(900, counts(1, 10, 7, 30), true);
        marks.put(6, new HarmCounts(), true);
        HarmCounts sum = new HarmCounts();
        marks.addTo(sum, 5);
        marks.addTo(sum, 900);
        marks.addTo(sum, 6);
        marks.addTo(sum, 10_000);
        assertThat(sum.size()).isEqualTo(2);
        assertThat(sum.count(0)).isEqualTo(12);
        assertThat(sum.count(1)).isEqualTo(30);
        assertThat(marks.knownTrees()).isEqualTo(3);
        assertThat(marks.isKnown(10_000)).isFalse();
        assertThat(marks.areTogether()).isFalse();
    }

    @Test
    void shouldTakeTogetherWhatIsTooMuch() {
        HarmMarks marks = new HarmMarks(10);
        for (int tree = 0; tree < 100; tree++) {
            marks.put(tree, counts(1, 2, 3, 4), true);
        }
        HarmCounts last = new HarmCounts();
        marks.addTo(last, 99);
        assertThat(last.size()).isEqualTo(1);
        assertThat(last.damage(0)).isEqualTo(DamageList.MOST);
        assertThat(last.count(0)).isOne();
        assertThat(marks.areTogether()).isTrue();
        assertThat(marks.damages(99).isOnly(DamageList.MOST)).isTrue();
    }

    @Test
    void shouldTellWhichTreesHideSomething() {
        HarmMarks marks = new HarmMarks(10);
        marks.put(1, counts(1, 1), true);
        assertThat(marks.allReadable()).isTrue();
        marks.put(2, counts(1, 1), false);
        assertThat(marks.allReadable()).isFalse();
        assertThat(marks.isReadable(1)).isTrue();
        assertThat(marks.isReadable(2)).isFalse();
    }

    /** Damages and how much each harms, in turns. */
    private static HarmCounts counts(int... numbers) {
        HarmCounts counts = new HarmCounts();
        for (int i = 0; i < numbers.length; i += 2) {
            counts.add(numbers[i], numbers[i + 1]);
        }
        return counts;
    }
}

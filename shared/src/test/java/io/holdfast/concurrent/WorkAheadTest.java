package io.holdfast.concurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WorkAheadTest {
    private final TaskGroup group = new TaskGroup(Workers.virtualThreads("ahead"));
    private final WorkAhead<String, Integer> ahead = new WorkAhead<>(group);

    @AfterEach
    void close() {
        group.close();
    }

    @Test
    void shouldYieldEachOnceInAnyOrder() throws Exception {
        CountDownLatch due = new CountDownLatch(1);
        ahead.begin("slow", () -> {
            due.await();
            return 1;
        });
        ahead.begin("quick", () -> 2);
        ahead.begin("quick", () -> 3);
        assertThat(ahead.size()).isEqualTo(2);
        assertThat(ahead.take("quick")).contains(2);
        due.countDown();
        assertThat(ahead.take("slow")).contains(1);
        assertThat(ahead.take("slow")).isEmpty();
        ahead.begin("unwanted", () -> 4);
        ahead.forget("unwanted");
        assertThat(ahead.hasBegun("unwanted")).isFalse();
    }

    @Test
    void shouldFailWhereItIsDueAndLeaveOthersAlone() throws Exception {
        ahead.begin("lost", () -> {
            throw new BackupException(FailureKind.CORRUPT, "it is damaged");
        });
        ahead.begin("whole", () -> 1);
        assertThatThrownBy(() -> ahead.take("lost")).hasMessage("it is damaged");
        assertThat(ahead.take("whole")).contains(1);
    }

    /** The first one cancels the group, so the one that is due may tell of its cancellation only. */
    @Test
    void shouldTellWhatHasReallyGoneWrong() {
        ahead.begin("waits", () -> {
            new CountDownLatch(1).await();
            return 1;
        });
        ahead.begin("broken", () -> {
            throw new IllegalArgumentException("a defect");
        });
        assertThatThrownBy(() -> ahead.take("waits"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a defect");
    }
}

package io.holdfast.coordinator.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class BackupQueueTest {
    private final BackupQueue queue = new BackupQueue(1);

    @Test
    void shouldAdmitTheOldestWhereNothingRuns() {
        List<QueuedBackup> backups = List.of(waiting("late", 3), waiting("early", 1), waiting("middle", 2));
        assertThat(queue.decide("early", backups)).isEqualTo(new Admission.Admit());
        assertThat(queue.decide("middle", backups)).isEqualTo(new Admission.Wait(2));
        assertThat(queue.decide("late", backups)).isEqualTo(new Admission.Wait(3));
    }

    @Test
    void shouldLetAllWaitWhileOneRuns() {
        List<QueuedBackup> backups = List.of(new QueuedBackup("running", at(5), true), waiting("early", 1));
        assertThat(queue.decide("early", backups)).isEqualTo(new Admission.Wait(1));
    }

    @Test
    void shouldDecideByNameBetweenBackupsOfTheSameSecond() {
        List<QueuedBackup> backups = List.of(waiting("b", 1), waiting("a", 1));
        assertThat(queue.decide("a", backups)).isEqualTo(new Admission.Admit());
        assertThat(queue.decide("b", backups)).isEqualTo(new Admission.Wait(2));
    }

    private static QueuedBackup waiting(String name, long second) {
        return new QueuedBackup(name, at(second), false);
    }

    private static Instant at(long second) {
        return Instant.ofEpochSecond(second);
    }
}

package io.holdfast.coordinator.dispatch;

import io.holdfast.task.SliceRef;

/** Where a slice stands; a finished one is no longer kept. */
sealed interface SliceState {
    /** What has happened to the slice so far. */
    record History(int attempts, int failures, int losses) {
        static final History NONE = new History(0, 0, 0);

        History plusAttempt() {
            return new History(attempts + 1, failures, losses);
        }

        History plusFailure() {
            return new History(attempts, failures + 1, losses);
        }

        History plusLoss() {
            return new History(attempts, failures, losses + 1);
        }
    }

    History history();

    /** To be given out, not before the time of {@link io.holdfast.concurrent.Timers#nanoTime}. */
    record Waiting(History history, long notBefore) implements SliceState {
        Assigned assign(SliceRef ref, AgentLink agent) {
            return new Assigned(history.plusAttempt(), ref, agent);
        }
    }

    /** An agent with a live session has it. */
    record Assigned(History history, SliceRef ref, AgentLink agent) implements SliceState {
        Waiting failed(long notBefore) {
            return new Waiting(history.plusFailure(), notBefore);
        }

        Orphaned orphaned(long leaseEnd) {
            return new Orphaned(history, ref, agent.instance(), leaseEnd);
        }

        /** The agent has given it back of its own accord. */
        Waiting released(long now) {
            return new Waiting(history, now);
        }
    }

    /** Its agent's session has ended; the agent may still work on it until the lease ends. */
    record Orphaned(History history, SliceRef ref, String instance, long leaseEnd) implements SliceState {
        Assigned adopted(AgentLink agent) {
            return new Assigned(history, ref, agent);
        }

        /** The same agent is back and never had it. */
        Waiting notHeld(long now) {
            return new Waiting(history, now);
        }

        /** Another agent is there: the slice died with the first one, or will at its lease's end. */
        Waiting lost(long notBefore) {
            return new Waiting(history.plusLoss(), notBefore);
        }
    }
}

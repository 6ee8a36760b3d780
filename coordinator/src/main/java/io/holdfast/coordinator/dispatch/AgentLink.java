package io.holdfast.coordinator.dispatch;

import io.holdfast.task.SliceAssignment;
import io.holdfast.task.SliceRef;

/**
 * A registered agent, as the dispatcher sees it. Calls return at once and keep their order; they may be made under the
 * dispatcher's lock, and have no effect on an agent whose stream has ended.
 */
interface AgentLink {
    String node();

    /** New for each process of an agent. */
    String instance();

    void assign(SliceAssignment assignment);

    void cancel(SliceRef ref, String reason);

    /** The attempt's result is recorded, or is not wanted any more. */
    void settle(SliceRef ref);

    /** Another agent has taken this one's place. */
    void displace(String reason);
}

package io.holdfast.coordinator.dispatch;

import io.holdfast.concurrent.Timers;
import java.util.function.Supplier;

/** What every agent's stream works with. */
record AgentServices(
        TaskDispatcher dispatcher,
        AgentDirectory directory,
        Supplier<Leadership> leadership,
        DispatchSettings settings,
        Timers timers,
        CoordinatorName name) {}

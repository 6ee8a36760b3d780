package io.holdfast.coordinator.dispatch;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.holdfast.agent.v1.CoordinatorMessage;

/**
 * What goes to one agent, in the order of the calls. Thread-safe, never blocks. It holds no more than the slices that its
 * agent may have at once, their ends, and answers to heartbeats: an agent that does not read soon misses those answers.
 */
final class AgentOutbox {
    private final ServerCallStreamObserver<CoordinatorMessage> stream;
    private boolean ended;

    AgentOutbox(ServerCallStreamObserver<CoordinatorMessage> stream) {
        this.stream = stream;
    }

    synchronized void send(CoordinatorMessage message) {
        if (!ended) {
            stream.onNext(message);
        }
    }

    /** Ends the stream; nothing is sent after it. */
    synchronized void end() {
        if (!ended) {
            ended = true;
            stream.onCompleted();
        }
    }

    /** Ends the stream with a reason that the agent's operator will read. */
    synchronized void refuse(Status reason) {
        if (!ended) {
            ended = true;
            stream.onError(reason.asRuntimeException());
        }
    }

    /** The stream is gone. */
    synchronized void abandon() {
        ended = true;
    }
}

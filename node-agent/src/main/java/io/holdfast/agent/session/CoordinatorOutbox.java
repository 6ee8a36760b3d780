package io.holdfast.agent.session;

import io.grpc.stub.ClientCallStreamObserver;
import io.holdfast.agent.execution.SliceReports;
import io.holdfast.agent.v1.AgentMessage;
import io.holdfast.agent.v1.SliceResult;
import io.holdfast.agent.v1.SliceStarted;
import io.holdfast.agent.v1.SlicesFound;
import io.holdfast.task.FileSlice;
import io.holdfast.task.SliceOutcome;
import io.holdfast.task.SliceRef;
import io.holdfast.task.TaskProgress;
import io.holdfast.wire.OutcomeCodec;
import io.holdfast.wire.SliceCodec;
import java.util.List;

/**
 * What goes to the coordinator. Thread-safe. Small messages are handed over at once; the parts that a survey has found
 * wait until the coordinator reads, and progress that cannot be sent is left out. After the stream's end all is left out.
 */
final class CoordinatorOutbox implements SliceReports {
    private static final int FOUND_BATCH_BYTES = 1 << 20;

    private final ClientCallStreamObserver<AgentMessage> stream;
    private boolean ended;

    CoordinatorOutbox(ClientCallStreamObserver<AgentMessage> stream) {
        this.stream = stream;
        stream.setOnReadyHandler(this::wake);
    }

    synchronized void send(AgentMessage message) {
        if (!ended) {
            stream.onNext(message);
        }
    }

    /** Says good-bye. */
    synchronized void complete() {
        if (!ended) {
            end();
            stream.onCompleted();
        }
    }

    /** Breaks the stream off. */
    void abort(String reason) {
        end();
        stream.cancel(reason, null);
    }

    /** The stream is over; whoever waits to send stops waiting. */
    synchronized void end() {
        ended = true;
        notifyAll();
    }

    @Override
    public void started(SliceRef ref) {
        send(AgentMessage.newBuilder()
                .setSliceStarted(SliceStarted.newBuilder().setSlice(SliceCodec.encode(ref)))
                .build());
    }

    @Override
    public synchronized void progressed(SliceRef ref, TaskProgress progress) {
        if (stream.isReady()) {
            send(AgentMessage.newBuilder()
                    .setSliceProgress(SliceCodec.encode(ref, progress))
                    .build());
        }
    }

    @Override
    public void finished(SliceRef ref, SliceOutcome outcome) {
        if (outcome instanceof SliceOutcome.Surveyed surveyed) {
            found(ref, surveyed.parts());
        }
        send(AgentMessage.newBuilder()
                .setSliceResult(SliceResult.newBuilder()
                        .setSlice(SliceCodec.encode(ref))
                        .setOutcome(OutcomeCodec.encode(outcome)))
                .build());
    }

    private void found(SliceRef ref, List<FileSlice> parts) {
        SlicesFound.Builder batch = found(ref, 0);
        int bytes = 0;
        for (int i = 0; i < parts.size(); i++) {
            var part = SliceCodec.encode(parts.get(i));
            batch.addSlices(part);
            bytes += part.getSerializedSize();
            if (bytes >= FOUND_BATCH_BYTES) {
                sendWhenReady(batch);
                batch = found(ref, i + 1);
                bytes = 0;
            }
        }
        if (batch.getSlicesCount() > 0) {
            sendWhenReady(batch);
        }
    }

    private static SlicesFound.Builder found(SliceRef ref, int firstIndex) {
        return SlicesFound.newBuilder().setSlice(SliceCodec.encode(ref)).setFirstIndex(firstIndex);
    }

    private synchronized void sendWhenReady(SlicesFound.Builder message) {
        boolean interrupted = false;
        while (!ended && !stream.isReady()) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
                end();
            }
        }
        send(AgentMessage.newBuilder().setSlicesFound(message).build());
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void wake() {
        notifyAll();
    }
}

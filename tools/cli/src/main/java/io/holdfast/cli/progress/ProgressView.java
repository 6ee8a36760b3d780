package io.holdfast.cli.progress;

import io.holdfast.cli.output.Output;
import io.holdfast.task.TaskProgress;
import java.time.Duration;

/** Shows how far a command is. Called by one thread, again and again, and once more at the end. */
public interface ProgressView extends AutoCloseable {
    void show(TaskProgress progress, Duration elapsed);

    /** How often it wants to be called. */
    Duration period();

    @Override
    void close();

    /** A bar where a person looks on, JSON for programs, a plain line now and then elsewhere. */
    static ProgressView of(Output output, String verb, boolean terminal) {
        if (output.json()) {
            return new JsonView(output);
        }
        return terminal ? new BarView(verb) : new LineView(output, verb);
    }
}

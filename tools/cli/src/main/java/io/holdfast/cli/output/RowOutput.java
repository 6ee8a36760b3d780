package io.holdfast.cli.output;

import java.io.PrintWriter;
import java.util.function.Supplier;

/**
 * Many results, a line for each, written as they come. Ends the command when whoever read them has gone, as a pipe into
 * {@code head} does. Used by one thread.
 */
public final class RowOutput implements AutoCloseable {
    /** Looking whether anybody still reads costs a flush. */
    private static final int BETWEEN_LOOKS = 256;

    private final PrintWriter out;
    private final boolean json;
    private long rows;

    RowOutput(PrintWriter out, boolean json) {
        this.out = out;
        this.json = json;
    }

    /** One result in the form that was asked for; the other is not made. */
    public void add(Supplier<String> text, Supplier<Object> object) {
        out.print(json ? Output.write(object.get()) : text.get());
        out.print('\n');
        if (++rows % BETWEEN_LOOKS == 0) {
            ensureRead();
        }
    }

    /** A line that only people need. */
    public void heading(Supplier<String> text) {
        if (!json) {
            out.print(text.get());
            out.print('\n');
        }
    }

    private void ensureRead() {
        if (out.checkError()) {
            throw new OutputFailure();
        }
    }

    /** Writes what waits. */
    @Override
    public void close() {
        ensureRead();
    }
}

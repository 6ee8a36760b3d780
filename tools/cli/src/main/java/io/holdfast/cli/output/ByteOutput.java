package io.holdfast.cli.output;

import java.io.IOException;

/** A result that is bytes, written as they come. */
public record ByteOutput(StandardOutput output) {
    public void write(byte[] bytes) {
        try {
            output.write(bytes, 0, bytes.length);
        } catch (IOException e) {
            throw new OutputFailure(e);
        }
    }

    /** Tells what has not been told by then. */
    public void end() {
        try {
            output.flush();
        } catch (IOException e) {
            throw new OutputFailure(e);
        }
    }
}

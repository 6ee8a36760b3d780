package io.holdfast.cli;

import java.io.IOException;

/** A result that is bytes, written as they come. */
record ByteOutput(StandardOutput output) {
    void write(byte[] bytes) {
        try {
            output.write(bytes, 0, bytes.length);
        } catch (IOException e) {
            throw new OutputFailure(e);
        }
    }

    /** Tells what has not been told by then. */
    void end() {
        try {
            output.flush();
        } catch (IOException e) {
            throw new OutputFailure(e);
        }
    }
}

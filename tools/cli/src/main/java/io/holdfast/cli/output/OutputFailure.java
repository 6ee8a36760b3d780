package io.holdfast.cli.output;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Results could not be written; {@link StandardOutput} knows why. */
public final class OutputFailure extends RuntimeException {
    OutputFailure() {
        this(null);
    }

    OutputFailure(@Nullable IOException cause) {
        super("standard output cannot be written", cause);
    }
}

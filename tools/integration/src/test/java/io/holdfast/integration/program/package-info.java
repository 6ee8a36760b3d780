/** Real programs, run with a deadline: a call comes in, its exit code and output go out, or a running process to stop or kill. */
@NullMarked
package io.holdfast.integration.program;

import org.jspecify.annotations.NullMarked;

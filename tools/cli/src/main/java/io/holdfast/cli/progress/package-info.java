/**
 * How far a command is: bytes and files come in from the threads of its work; a bar, a line now and then or JSON goes out.
 */
@NullMarked
package io.holdfast.cli.progress;

import org.jspecify.annotations.NullMarked;

/**
 * The commands that look into snapshots: {@code ls}, {@code find}, {@code diff} and {@code stats} tell of entries, {@code dump}
 * and {@code cat} write bytes. Names and paths come in, rows, figures or bytes go out; nothing is changed.
 */
@NullMarked
package io.holdfast.cli.browse;

import org.jspecify.annotations.NullMarked;

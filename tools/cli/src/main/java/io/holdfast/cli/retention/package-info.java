/**
 * Which snapshots there are and which of them stay: {@code repo snapshots} lists them, {@code repo forget} takes ids or a policy
 * and removes those that are named or not kept.
 */
@NullMarked
package io.holdfast.cli.retention;

import org.jspecify.annotations.NullMarked;

/**
 * The coordinator's process: what it is configured with, and how its parts are wired.
 */
@NullMarked
package io.holdfast.coordinator;

import org.jspecify.annotations.NullMarked;

/**
 * Resources whose wish this server does not fulfil yet: resources in, a sentence that says so in their statuses out, so that
 * nobody waits for what never comes.
 */
@NullMarked
package io.holdfast.coordinator.refusal;

import org.jspecify.annotations.NullMarked;

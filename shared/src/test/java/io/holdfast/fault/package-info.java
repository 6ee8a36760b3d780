/** A real S3 server, and all that can go wrong between it and us: every fault is survived, or told in one clear error. */
@NullMarked
package io.holdfast.fault;

import org.jspecify.annotations.NullMarked;

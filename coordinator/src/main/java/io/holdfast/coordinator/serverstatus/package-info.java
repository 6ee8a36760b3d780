/**
 * ServerStatusRequests in, their answers out: which version of Velero this server serves the resources of, and what it can
 * do. An answered request is deleted after a minute.
 */
@NullMarked
package io.holdfast.coordinator.serverstatus;

import org.jspecify.annotations.NullMarked;

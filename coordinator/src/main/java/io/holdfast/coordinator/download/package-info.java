/**
 * DownloadRequests in, links out that are good for ten minutes: the store's own where it can sign them, otherwise one to
 * this server, signed with a key that lives as long as the process. Expired requests are deleted.
 */
@NullMarked
package io.holdfast.coordinator.download;

import org.jspecify.annotations.NullMarked;

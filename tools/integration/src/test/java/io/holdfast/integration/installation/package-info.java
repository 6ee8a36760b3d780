/** Holdfast on the test bed: its resources in the cluster, a coordinator on the host, and an agent on each node. */
@NullMarked
package io.holdfast.integration.installation;

import org.jspecify.annotations.NullMarked;

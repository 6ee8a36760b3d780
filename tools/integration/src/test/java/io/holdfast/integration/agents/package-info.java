/** Real agents' processes under a dispatcher in the test, over TLS; without a cluster. */
@NullMarked
package io.holdfast.integration.agents;

import org.jspecify.annotations.NullMarked;

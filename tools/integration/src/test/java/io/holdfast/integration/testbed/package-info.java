/** The real things that tests run on: the cluster with its nodes, the S3 server, and the clients kubectl, velero and restic. */
@NullMarked
package io.holdfast.integration.testbed;

import org.jspecify.annotations.NullMarked;

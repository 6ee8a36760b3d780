/**
 * Bytes under keys, in a directory or an S3 bucket. Callers own the buffers they pass in; returned arrays are theirs.
 * Retrying, metering and throttling are wrappers of the one narrow {@link io.holdfast.objectstore.ObjectStore}.
 */
@NullMarked
package io.holdfast.objectstore;

import org.jspecify.annotations.NullMarked;

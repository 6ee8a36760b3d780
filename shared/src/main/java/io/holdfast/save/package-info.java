/**
 * Blobs come in from any number of threads, packs that an index names lie in the repository when they are flushed.
 * {@link io.holdfast.save.BlobSaver} is the door: it joins the stages from hash to index for one blob at a time, and trees too
 * long for one buffer come in pieces. The caller's bytes are its own again when a call returns; the buffers of packs are leased
 * from {@link io.holdfast.concurrent.DataPathLimits#packs} and belong to the saver until they are uploaded.
 */
@NullMarked
package io.holdfast.save;

import org.jspecify.annotations.NullMarked;

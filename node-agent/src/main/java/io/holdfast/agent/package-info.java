/**
 * One process per node: dials the coordinator, takes tasks of its node, runs the data path on them.
 */
@NullMarked
package io.holdfast.agent;

import org.jspecify.annotations.NullMarked;

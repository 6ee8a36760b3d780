/**
 * Which repository holds a namespace's volumes, and with which password: a location and a namespace in; the repository
 * out, created where there is none, and locked until the run that asked for it ends. The password goes out only inside of
 * a {@link io.holdfast.task.RepositoryAccess}.
 */
@NullMarked
package io.holdfast.coordinator.volumerepository;

import org.jspecify.annotations.NullMarked;

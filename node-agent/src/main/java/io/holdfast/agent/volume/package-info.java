/**
 * A pod's volume in; its open root directory out, found below the pods' root as kubelet lays it out. The caller closes it.
 * Names come from outside and are not trusted: they are resolved one component at a time, and no link is followed.
 */
@NullMarked
package io.holdfast.agent.volume;

import org.jspecify.annotations.NullMarked;

/**
 * The shapes of velero.io/v1 as the API server holds them: resources in, resources out, nothing else. Fields are public
 * and nullable because absence means something in a merge patch; a fresh status object with a few fields set is such a
 * patch. No resource has a status subresource: its status is written by patching the resource itself.
 */
@NullMarked
package io.holdfast.coordinator.velero;

import org.jspecify.annotations.NullMarked;

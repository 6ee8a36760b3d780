/**
 * Backups as users write them: each is given its turn, filled in, checked, and run; or told what is wrong with it. Resources
 * in, phases out.
 */
@NullMarked
package io.holdfast.coordinator.intake;

import org.jspecify.annotations.NullMarked;

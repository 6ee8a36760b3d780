/** What is backed up: pods with volumes of real files, and the listing by which two trees are compared. */
@NullMarked
package io.holdfast.integration.workload;

import org.jspecify.annotations.NullMarked;

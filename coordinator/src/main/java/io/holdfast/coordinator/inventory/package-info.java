/**
 * What is in the cluster, as far as a backup asks for it: discovery and lists, page by page, in; items out, whose JSON
 * lies in a spool file that the inventory owns, so that memory holds only names and links.
 */
@NullMarked
package io.holdfast.coordinator.inventory;

import org.jspecify.annotations.NullMarked;

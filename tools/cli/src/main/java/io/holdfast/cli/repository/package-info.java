/**
 * The commands on the repository as such: {@code init} makes it, {@code key} says which passwords open it, {@code unlock} puts
 * away locks that nobody holds. A place and passwords come in, a repository that can be opened goes out.
 */
@NullMarked
package io.holdfast.cli.repository;

import org.jspecify.annotations.NullMarked;

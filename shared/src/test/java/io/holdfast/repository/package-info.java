/** Tests of repositories, with the real restic beside us. */
@NullMarked
package io.holdfast.repository;

import org.jspecify.annotations.NullMarked;

/** Tests of a repository's own small files. */
@NullMarked
package io.holdfast.upload;

import org.jspecify.annotations.NullMarked;

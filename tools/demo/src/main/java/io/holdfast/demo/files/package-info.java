/** Real files of this machine: gathered into volumes, changed, and told apart by their bytes and metadata. */
@NullMarked
package io.holdfast.demo.files;

import org.jspecify.annotations.NullMarked;

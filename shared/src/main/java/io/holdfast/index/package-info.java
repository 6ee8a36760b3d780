/**
 * Which blob lies where. {@link io.holdfast.upload.StoredPack}s come in, index files go out; index files come in, and answer
 * where a blob lies in about 48 bytes of memory each. Owns its arrays; nothing in them is ever changed.
 */
@NullMarked
package io.holdfast.index;

import org.jspecify.annotations.NullMarked;

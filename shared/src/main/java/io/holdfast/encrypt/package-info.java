/**
 * Seals bytes under the repository's key: AES-256-CTR and Poly1305-AES, and the scrypt key files that guard that key. A
 * {@link io.holdfast.compress.CompressedBlob} comes in, a {@link io.holdfast.encrypt.SealedBlob} goes out, its bytes in a
 * buffer of the sealer that the next blob reuses. The only package that knows ciphers; keys never leave it.
 */
@NullMarked
package io.holdfast.encrypt;

import org.jspecify.annotations.NullMarked;

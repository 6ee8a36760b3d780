/**
 * An open repository comes in, a list of what is wrong with it goes out, each damage with the snapshots and paths that it harms:
 * packs against the index, on demand every byte against its hash, and then the trees of all snapshots against what the packs
 * are known to have. Nothing is changed. Bytes are leased from the process's budget pack by pack and tree by tree.
 */
@NullMarked
package io.holdfast.check;

import org.jspecify.annotations.NullMarked;

/**
 * An open repository comes in, a list of what is wrong with it goes out: packs against the index, the index against the trees
 * of all snapshots and, on demand, every byte against its hash. Nothing is changed. Bytes are leased from the process's budget
 * pack by pack.
 */
@NullMarked
package io.holdfast.check;

import org.jspecify.annotations.NullMarked;

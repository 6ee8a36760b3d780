/**
 * A root tree comes in, files below a target directory go out: {@link io.holdfast.restore.Restorer} walks the tree, makes
 * directories and links, plans content by pack, fetches each needed range once, and writes it in place. Buffers are leased
 * from the process's byte budget and given back range by range; nothing outside the target is ever opened.
 */
@NullMarked
package io.holdfast.restore;

import org.jspecify.annotations.NullMarked;

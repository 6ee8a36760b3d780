package io.holdfast.save;

import io.holdfast.blob.BlobId;
import io.holdfast.blob.BlobType;
import io.holdfast.blob.Sha256;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.snapshot.LongTree;
import io.holdfast.snapshot.TreeSink;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/** Stores trees by a saver. Thread-safe. */
final class SavedTrees implements TreeSink {
    private final BlobSaver saver;

    SavedTrees(BlobSaver saver) {
        this.saver = saver;
    }

    @Override
    public BlobId save(ByteBuffer tree) {
        return saver.save(BlobType.TREE, tree);
    }

    @Override
    public LongTree begin() {
        return new Frames(Sha256.digest(), new ArrayList<>(), 0);
    }

    /**
     * Keeps of each piece a frame of zstd, about a quarter of its bytes. A checkpoint of a large directory shares the frames, so
     * it neither compresses again what another has, nor holds it twice.
     */
    private final class Frames implements LongTree {
        private final MessageDigest digest;
        private final List<byte[]> frames;
        private int plainLength;

        Frames(MessageDigest digest, List<byte[]> frames, int plainLength) {
            this.digest = digest;
            this.frames = frames;
            this.plainLength = plainLength;
        }

        @Override
        public void add(ByteBuffer piece) {
            if (piece.remaining() > Integer.MAX_VALUE - plainLength) {
                throw new BackupException(
                        FailureKind.UNSUPPORTED,
                        "A directory has so many entries that its tree would be longer than 2 GiB; spread them over several"
                                + " directories, or leave it out.");
            }
            plainLength += piece.remaining();
            frames.add(saver.frame(piece, digest));
        }

        @Override
        public LongTree copy() {
            try {
                return new Frames((MessageDigest) digest.clone(), new ArrayList<>(frames), plainLength);
            } catch (CloneNotSupportedException e) {
                throw new AssertionError("the JDK's SHA-256 can be cloned", e);
            }
        }

        @Override
        public BlobId save() {
            return saver.save(BlobType.TREE, BlobId.of(digest), frames, plainLength);
        }
    }
}

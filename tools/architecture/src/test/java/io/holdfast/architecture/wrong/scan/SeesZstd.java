package io.holdfast.architecture.wrong.scan;

import com.github.luben.zstd.ZstdCompressCtx;

/** Compresses where nobody looks for it. */
record SeesZstd(ZstdCompressCtx context) {}

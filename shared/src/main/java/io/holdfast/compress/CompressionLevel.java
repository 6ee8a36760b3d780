package io.holdfast.compress;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How hard to compress, by restic's names. Trees and the repository's own files are always compressed. */
public enum CompressionLevel {
    OFF(1),
    FASTEST(-5),
    AUTO(1),
    BETTER(5),
    MAX(15);

    private final int zstdLevel;

    CompressionLevel(int zstdLevel) {
        this.zstdLevel = zstdLevel;
    }

    /** The level of the zstd library; for {@link #OFF} the one for what is compressed nevertheless. */
    int zstdLevel() {
        return zstdLevel;
    }

    /** Reads a name in any case; an IllegalArgumentException lists the names that there are. */
    public static CompressionLevel parse(String name) {
        return Arrays.stream(values())
                .filter(level -> level.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no compression level " + name + "; there are "
                        + Arrays.stream(values())
                                .map(level -> level.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", "))));
    }
}

package io.holdfast.cli.browse;

/** What {@code repo cat} can show. */
enum CatKind {
    CONFIG,
    INDEX,
    SNAPSHOT,
    KEY,
    LOCK,
    PACK,
    BLOB,
    TREE,
    MASTERKEY
}

package io.holdfast.upload;

import io.holdfast.blob.FileId;

/** A file that a listing has shown, with its size in bytes. */
public record StoredFile(FileId id, long size) {}

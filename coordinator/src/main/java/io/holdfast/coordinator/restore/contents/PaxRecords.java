package io.holdfast.coordinator.restore.contents;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;

/** The records of a pax header that concern us; each is {@code length key=value\n}, the length counting all of it. */
record PaxRecords(Optional<String> path, OptionalLong size) {
    static PaxRecords parse(byte[] bytes) throws IOException {
        Optional<String> path = Optional.empty();
        OptionalLong size = OptionalLong.empty();
        int position = 0;
        while (position < bytes.length && bytes[position] != 0) {
            int space = position;
            while (space < bytes.length && bytes[space] != ' ') {
                space++;
            }
            int length = length(new String(bytes, position, space - position, StandardCharsets.US_ASCII));
            if (length <= space - position + 1 || position + length > bytes.length) {
                throw new IOException("an extended header is malformed");
            }
            String record = new String(bytes, space + 1, position + length - space - 2, StandardCharsets.UTF_8);
            if (record.startsWith("path=")) {
                path = Optional.of(record.substring("path=".length()));
            } else if (record.startsWith("size=")) {
                size = OptionalLong.of(length(record.substring("size=".length())));
            }
            position += length;
        }
        return new PaxRecords(path, size);
    }

    private static int length(String digits) throws IOException {
        try {
            return Integer.parseInt(digits);
        } catch (NumberFormatException e) {
            throw new IOException("an extended header has a length that is no number", e);
        }
    }
}

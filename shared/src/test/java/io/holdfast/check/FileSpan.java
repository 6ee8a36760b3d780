package io.holdfast.check;

import io.holdfast.blob.BlobType;
import io.holdfast.encrypt.KeyFile;
import io.holdfast.index.BlobPlace;
import io.holdfast.pack.PackHeader;
import io.holdfast.repository.IndexedRepository;
import io.holdfast.repository.OpenRepository;
import io.holdfast.repository.TestRepositories;
import io.holdfast.upload.FileKind;
import io.holdfast.upload.StoredFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** Bytes of a file that are to be damaged, and another file of the same kind where there is one. */
record FileSpan(Path file, int from, int to, Path other) {
    /** The kinds of files and of their parts. */
    enum Target {
        DATA_PACK,
        TREE_PACK,
        DATA_BLOB,
        TREE_BLOB,
        PACK_HEADER,
        HEADER_LENGTH,
        INDEX,
        SNAPSHOT,
        MAIN_KEY,
        OTHER_KEY,
        LOCK,
        CONFIG;

        /** Whether it stands for a part of a file only. */
        boolean isPart() {
            return switch (this) {
                case DATA_BLOB, TREE_BLOB, PACK_HEADER, HEADER_LENGTH -> true;
                case DATA_PACK, TREE_PACK, INDEX, SNAPSHOT, MAIN_KEY, OTHER_KEY, LOCK, CONFIG -> false;
            };
        }
    }

    /** One of its kind. */
    static FileSpan choose(Target target, SampleRepository sample, OpenRepository open, Random random)
            throws IOException {
        return switch (target) {
            case DATA_PACK -> whole(packs(sample, open, BlobType.DATA), random);
            case TREE_PACK -> whole(packs(sample, open, BlobType.TREE), random);
            case DATA_BLOB -> blob(sample, open, BlobType.DATA, random);
            case TREE_BLOB -> blob(sample, open, BlobType.TREE, random);
            case PACK_HEADER -> headers(sample, open, random, true);
            case HEADER_LENGTH -> headers(sample, open, random, false);
            case INDEX -> whole(files(sample, open, FileKind.INDEX), random);
            case SNAPSHOT -> whole(files(sample, open, FileKind.SNAPSHOT), random);
            case MAIN_KEY -> key(sample, open, true);
            case OTHER_KEY -> key(sample, open, false);
            case LOCK -> whole(files(sample, open, FileKind.LOCK), random);
            case CONFIG -> whole(List.of(sample.folder().resolve(FileKind.CONFIG)), random);
        };
    }

    private static FileSpan whole(List<Path> files, Random random) throws IOException {
        int chosen = random.nextInt(files.size());
        Path file = files.get(chosen);
        return new FileSpan(file, 0, (int) Files.size(file), files.get((chosen + 1) % files.size()));
    }

    private static FileSpan blob(SampleRepository sample, OpenRepository open, BlobType type, Random random) {
        List<BlobPlace> places = new ArrayList<>();
        open.index().index().forEach((_, of, place) -> {
            if (of == type) {
                places.add(place);
            }
        });
        places.sort(Comparator.comparing(BlobPlace::pack).thenComparingInt(BlobPlace::offset));
        BlobPlace place = places.get(random.nextInt(places.size()));
        Path file = sample.folder().resolve(FileKind.PACK.key(place.pack()));
        return new FileSpan(file, place.offset(), place.offset() + place.length(), file);
    }

    private static FileSpan headers(SampleRepository sample, OpenRepository open, Random random, boolean sealed)
            throws IOException {
        FileSpan pack = whole(files(sample, open, FileKind.PACK), random);
        IndexedRepository indexed = open.index();
        StoredFile stored = open.files().list(FileKind.PACK).stream()
                .filter(file -> pack.file().endsWith(file.id().toHex()))
                .findFirst()
                .orElseThrow();
        int header = PackHeader.size(indexed.packHeader(stored.id()));
        int length = pack.to() - PackHeader.LENGTH_FIELD;
        return sealed
                ? new FileSpan(pack.file(), pack.to() - header, length, pack.other())
                : new FileSpan(pack.file(), length, pack.to(), pack.other());
    }

    private static List<Path> packs(SampleRepository sample, OpenRepository open, BlobType type) {
        IndexedRepository indexed = open.index();
        return sorted(
                sample,
                FileKind.PACK,
                open.files().list(FileKind.PACK).stream()
                        .filter(pack -> indexed.packHeader(pack.id()).getFirst().type() == type)
                        .toList());
    }

    private static List<Path> files(SampleRepository sample, OpenRepository open, FileKind kind) {
        return sorted(sample, kind, open.files().list(kind));
    }

    private static List<Path> sorted(SampleRepository sample, FileKind kind, List<StoredFile> files) {
        return files.stream()
                .map(file -> sample.folder().resolve(kind.key(file.id())))
                .sorted()
                .toList();
    }

    /** The key that the tests' password opens, or the one that it does not open. */
    private static FileSpan key(SampleRepository sample, OpenRepository open, boolean main) throws IOException {
        List<Path> keys = files(sample, open, FileKind.KEY);
        boolean firstOpens = KeyFile.parse(Files.readAllBytes(keys.getFirst()))
                .open(TestRepositories.PASSWORD)
                .isPresent();
        Path chosen = firstOpens == main ? keys.getFirst() : keys.getLast();
        Path other = firstOpens == main ? keys.getLast() : keys.getFirst();
        return new FileSpan(chosen, 0, (int) Files.size(chosen), other);
    }
}

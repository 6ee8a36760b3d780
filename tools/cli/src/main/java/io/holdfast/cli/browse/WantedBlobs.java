package io.holdfast.cli.browse;

import io.holdfast.blob.BlobId;
import io.holdfast.blob.FileId;
import io.holdfast.blob.IdPrefix;
import io.holdfast.browse.BlobLookup.TypedBlob;
import io.holdfast.browse.ReferenceCriterion;
import io.holdfast.repository.IndexedRepository;
import io.holdfast.upload.FileKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/** Blobs by their ids, or by the packs that they lie in. Blobs that no index knows can be asked for as well. */
final class WantedBlobs {
    @Option(
            names = "--blob",
            paramLabel = "ID",
            description = "Files that have this blob, named by how its id begins; may be repeated.")
    private List<String> blobs = List.of();

    @Option(names = "--tree", paramLabel = "ID", description = "Directories that have this tree; may be repeated.")
    private List<String> trees = List.of();

    @Option(names = "--pack", paramLabel = "ID", description = "Whatever has a blob of this pack; may be repeated.")
    private List<String> packs = List.of();

    boolean isEmpty() {
        return blobs.isEmpty() && trees.isEmpty() && packs.isEmpty();
    }

    ReferenceCriterion criterion(IndexedRepository indexed) {
        List<IdPrefix> data = blobs.stream().map(IdPrefix::parse).toList();
        List<IdPrefix> directories = trees.stream().map(IdPrefix::parse).toList();
        Set<BlobId> dataOfPacks = new HashSet<>();
        Set<BlobId> treesOfPacks = new HashSet<>();
        for (String pack : packs) {
            blobsOf(indexed, IdPrefix.parse(pack)).forEach(blob -> {
                boolean _ = switch (blob.type()) {
                    case DATA -> dataOfPacks.add(blob.id());
                    case TREE -> treesOfPacks.add(blob.id());
                };
            });
        }
        return new ReferenceCriterion(
                id -> isAmong(id, data, dataOfPacks), id -> isAmong(id, directories, treesOfPacks));
    }

    private static boolean isAmong(BlobId id, List<IdPrefix> prefixes, Set<BlobId> ids) {
        return ids.contains(id) || prefixes.stream().anyMatch(prefix -> prefix.begins(id));
    }

    /** As the index has it, since the pack may be lost; or else as the pack has it. */
    private static List<TypedBlob> blobsOf(IndexedRepository indexed, IdPrefix pack) {
        List<TypedBlob> blobs = new ArrayList<>();
        indexed.index().forEach((id, type, place) -> {
            if (pack.begins(place.pack())) {
                blobs.add(new TypedBlob(id, type));
            }
        });
        if (blobs.isEmpty()) {
            FileId file = indexed.repository().files().find(FileKind.PACK, pack);
            indexed.packHeader(file).forEach(entry -> blobs.add(new TypedBlob(entry.id(), entry.type())));
        }
        return blobs;
    }
}

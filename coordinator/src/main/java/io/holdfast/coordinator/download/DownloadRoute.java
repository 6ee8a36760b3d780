package io.holdfast.coordinator.download;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.holdfast.coordinator.http.HttpEndpoint;
import io.holdfast.coordinator.location.BackupLocations;
import io.holdfast.coordinator.location.OpenLocation;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.objectstore.ObjectEntry;
import io.holdfast.objectstore.ObjectStore;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** Serves signed links: the object's bytes, 404 where there is none, 403 for a link that is not ours or too old. */
public final class DownloadRoute implements HttpHandler {
    private static final int PIECE = 1 << 20;

    private final LinkSigner signer;
    private final BackupLocations locations;

    public DownloadRoute(LinkSigner signer, BackupLocations locations) {
        this.signer = signer;
        this.locations = locations;
    }

    /** Adds it where signed links point to. */
    public static void add(HttpEndpoint endpoint, LinkSigner signer, BackupLocations locations) {
        endpoint.route(LinkSigner.PATH, new DownloadRoute(signer, locations));
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        Optional<LinkSigner.Wanted> wanted = signer.verify(exchange.getRequestURI());
        if (wanted.isEmpty()) {
            HttpEndpoint.text(exchange, 403, "text/plain", "this link is not valid, or no longer; ask for a new one\n");
            return;
        }
        try (OpenLocation location = locations.open(wanted.get().location())) {
            send(exchange, location.store(), wanted.get().key());
        } catch (BackupException e) {
            if (e.kind() != FailureKind.NOT_FOUND || exchange.getResponseCode() > 0) {
                throw e;
            }
            HttpEndpoint.text(exchange, 404, "text/plain", e.getMessage() + "\n");
        }
    }

    /** Piece by piece: an object may be larger than the memory. */
    private static void send(HttpExchange exchange, ObjectStore store, String key) throws IOException {
        ObjectEntry object = store.stat(key)
                .orElseThrow(() ->
                        new BackupException(FailureKind.NOT_FOUND, "there is no " + key + " in " + store.describe()));
        exchange.getResponseHeaders().set("Content-Type", "application/octet-stream");
        exchange.sendResponseHeaders(200, object.size() == 0 ? -1 : object.size());
        OutputStream body = exchange.getResponseBody();
        for (long offset = 0; offset < object.size(); offset += PIECE) {
            body.write(store.getRange(key, offset, (int) Math.min(PIECE, object.size() - offset)));
        }
    }
}

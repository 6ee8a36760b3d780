package io.holdfast.integration.installation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Where a coordinator listens; it stays the same when the coordinator is started again. */
record CoordinatorAddress(String grpc, String http) {
    /** Each node has a network of its own, so all agents may have the same port. */
    static final int AGENT_HTTP_PORT = 8085;

    static CoordinatorAddress free(String host) {
        try (ServerSocket grpc = new ServerSocket(0, 1, InetAddress.getByName(host));
                ServerSocket http = new ServerSocket(0, 1, InetAddress.getByName(host))) {
            return new CoordinatorAddress(host + ":" + grpc.getLocalPort(), host + ":" + http.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

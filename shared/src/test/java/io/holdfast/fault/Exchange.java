package io.holdfast.fault;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/** One request of a client's, on a connection of its own, and what can be done about it. */
record Exchange(Message request, Socket client, InetSocketAddress server) {
    private static final int SILENCE = 30_000;

    /** What the server says to it. */
    Message forward() throws IOException {
        return send(request, server);
    }

    static Message send(Message request, InetSocketAddress server) throws IOException {
        try (Socket connection = new Socket()) {
            connection.connect(server, SILENCE);
            connection.setSoTimeout(SILENCE);
            try (BufferedOutputStream stream = new BufferedOutputStream(connection.getOutputStream())) {
                request.write(stream);
                stream.flush();
                return Message.answer(connection.getInputStream());
            }
        }
    }

    void reply(Message answer) throws IOException {
        BufferedOutputStream stream = new BufferedOutputStream(client.getOutputStream());
        answer.write(stream);
        stream.flush();
    }

    /** The head and some of the body, and then the end of the connection. */
    void replyInPart(Message answer, int bytes) throws IOException {
        BufferedOutputStream stream = new BufferedOutputStream(client.getOutputStream());
        answer.writeHead(stream);
        stream.write(answer.body(), 0, bytes);
        stream.flush();
    }

    /** Ends the connection as a crashed or overloaded middlebox does: what was not read yet is lost. */
    void reset() throws IOException {
        client.setSoLinger(true, 0);
        client.close();
    }

    /** Waits until the client has given up. */
    void outlast() throws IOException {
        while (client.getInputStream().read() >= 0) {
            // More of a request that nobody answers.
        }
    }
}

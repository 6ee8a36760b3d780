package io.holdfast.fault;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Stands before a real S3 server and hands each request on to a fault. One request to a connection, so that a fault concerns
 * no other; requests are handed on as they were signed.
 */
final class FaultProxy implements AutoCloseable {
    private final ServerSocket listener = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final InetSocketAddress server;
    private volatile Function<Message, Fault> faults = _ -> Fault.NONE;
    private final AtomicInteger met = new AtomicInteger();
    /** The first thing that went wrong with a fault itself. */
    private final AtomicReference<@Nullable Throwable> broken = new AtomicReference<>();

    private final List<Message> delayed = new CopyOnWriteArrayList<>();

    FaultProxy(URI server) throws IOException {
        this.server = new InetSocketAddress(server.getHost(), server.getPort());
        threads.execute(this::accept);
    }

    /** From now on these decide what becomes of a request. */
    void ask(Function<Message, Fault> next) {
        faults = next;
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    /** How many requests have met with something that this proxy was told to do to them. */
    int faultsMet() {
        return met.get();
    }

    /** The request is lost from sight, and the client told nothing, until {@link #deliver}. */
    Fault delay() {
        return exchange -> {
            delayed.add(exchange.request());
            exchange.outlast();
        };
    }

    /** Hands on all that was delayed; answers how much it was. */
    int deliver() throws IOException {
        List<Message> late = List.copyOf(delayed);
        delayed.clear();
        for (Message request : late) {
            Message answer = Exchange.send(request, server);
            if (!answer.head().getFirst().matches("HTTP/1\\.1 (2..|412) .*")) {
                throw new AssertionError(
                        "a late request was answered " + answer.head().getFirst());
            }
        }
        return late.size();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                threads.execute(() -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    /** Where the client or the server has gone, the end of the connection is what the other one sees. */
    private void serve(Socket client) {
        try (client) {
            Message request = Message.request(client).orElse(null);
            if (request != null) {
                Fault fault = faults.apply(request);
                met.addAndGet(fault.equals(Fault.NONE) ? 0 : 1);
                fault.befall(new Exchange(request, client, server));
            }
        } catch (IOException gone) {
            // Nobody is left to be told.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            broken.compareAndSet(null, e);
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        threads.shutdownNow();
        Throwable first = broken.get();
        if (first != null) {
            throw new AssertionError("a fault did not befall as it should: " + first.getMessage(), first);
        }
    }
}

package org.sealmx.it.bench.scaling;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.sealmx.it.harness.Relay;

/**
 * A port of the loopback interface from which each request over HTTP reaches a server late, or gets no answer. What is
 * lost is reset before the server has it, met with silence, or reset after the server has done it, with equal chances.
 * It also counts requests and octets. Thread-safe.
 */
final class BadNetwork implements AutoCloseable {

    private static final List<String> METHODS = List.of("GET ", "POST ", "PUT ", "DELETE ", "HEAD ");
    private static final List<Fate> LOSSES = List.of(Fate.RESET, Fate.SILENCE, Fate.ANSWER_LOST);

    private final Relay relay;
    private final Random random = new Random(7);
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private final AtomicLong octets = new AtomicLong();
    private volatile Weather weather = Weather.CALM;

    /** A connection on which one request follows another's answer. */
    private final class Connection implements Relay.Ways {

        private volatile Fate fate = Fate.PASSES;

        @Override
        public void there(Socket client, Socket server) throws IOException {
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            DelayLine.pass(client, server, () -> weather.delay(), piece -> {
                octets.addAndGet(piece.length);
                if (beginsRequest(piece)) {
                    fate = fate == Fate.SILENCE ? fate : next();
                }
                return switch (fate) {
                    case PASSES, ANSWER_LOST -> true;
                    case RESET -> reset(client);
                    case SILENCE -> swallow(client);
                };
            });
        }

        @Override
        public void back(Socket server, Socket client) throws IOException {
            DelayLine.pass(server, client, () -> weather.delay(), piece -> {
                octets.addAndGet(piece.length);
                return fate == Fate.ANSWER_LOST ? reset(client) : true;
            });
        }
    }

    /** @param target the server */
    BadNetwork(InetSocketAddress target) throws IOException {
        relay = new Relay(0, target, Connection::new);
    }

    /** Where it listens. */
    int port() {
        return relay.port();
    }

    /** From now on it is like that. */
    void become(Weather next) {
        weather = next;
    }

    /** The requests so far, those that were lost included. */
    long requests() {
        return requests.get();
    }

    /** Those that were lost. */
    long lost() {
        return lost.get();
    }

    /** The octets so far, both ways. */
    long octets() {
        return octets.get();
    }

    private static boolean beginsRequest(byte[] octets) {
        String begin = new String(octets, 0, Math.min(octets.length, 8), StandardCharsets.ISO_8859_1);
        return METHODS.stream().anyMatch(begin::startsWith);
    }

    private synchronized Fate next() {
        requests.incrementAndGet();
        if (random.nextDouble() >= weather.loss()) {
            return Fate.PASSES;
        }
        lost.incrementAndGet();
        return LOSSES.get(random.nextInt(LOSSES.size()));
    }

    /** Ends the connection by RST once both ways have ended. */
    private static boolean reset(Socket client) throws IOException {
        client.setSoLinger(true, 0);
        return false;
    }

    /** Reads on, and passes nothing on, until the client gives up. */
    private static boolean swallow(Socket client) throws IOException {
        client.getInputStream().transferTo(OutputStream.nullOutputStream());
        return false;
    }

    @Override
    public void close() throws IOException {
        relay.close();
    }
}

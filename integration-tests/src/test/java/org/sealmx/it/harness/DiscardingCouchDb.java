package org.sealmx.it.harness;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Looks like a single node of CouchDB to a store of messages, but keeps nothing, for tests that deliver more than fits
 * into memory.
 */
public final class DiscardingCouchDb implements AutoCloseable {

    private static final String NODE = "\"couchdb@127.0.0.1\"";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger messages = new AtomicInteger();

    /** Listens on a free port of the loopback interface. */
    public DiscardingCouchDb() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /** Its URL. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** How many messages it has received. */
    public int messages() {
        return messages.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange;
                InputStream in = exchange.getRequestBody()) {
            in.transferTo(OutputStream.nullOutputStream());
            switch (exchange.getRequestMethod()) {
                case "GET" -> get(exchange);
                case "POST" -> {
                    messages.incrementAndGet();
                    send(exchange, 201, "[]");
                }
                default -> send(exchange, 201, "{\"ok\":true,\"id\":\"x\",\"rev\":\"1-0\"}");
            }
        }
    }

    private static void get(HttpExchange exchange) throws IOException {
        if (exchange.getRequestURI().getPath().equals("/_membership")) {
            send(exchange, 200, "{\"all_nodes\":[" + NODE + "],\"cluster_nodes\":[" + NODE + "]}");
        } else {
            send(exchange, 200, "{\"couchdb\":\"Welcome\",\"version\":\"3.5.2\",\"uuid\":\"0\"}");
        }
    }

    private static void send(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}

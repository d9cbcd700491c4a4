package org.sealmx.it.leap;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** Answers on leap_mx's three ports as leap_mx did: {@code 500} for everybody whom it does not know. */
final class LeapMxPorts implements AutoCloseable {

    private final List<ServerSocket> listeners = new ArrayList<>();
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();

    /**
     * @param accounts the user ids of all addresses
     * @param fingerprints of client certificates, with their last days
     */
    LeapMxPorts(TablePorts ports, Map<String, String> accounts, Map<String, String> fingerprints) throws IOException {
        answer(ports.recipient(), key -> accounts.containsKey(key) ? "200 OK" : "500 REJECT");
        answer(
                ports.alias(),
                key -> accounts.containsKey(key)
                        ? "200 " + accounts.get(key) + "@deliver.local"
                        : "500 NOT%20FOUND%20SRY");
        answer(
                ports.certificate(),
                key -> fingerprints.containsKey(key)
                        ? "200 " + key + "%20" + fingerprints.get(key)
                        : "500 NOT%20FOUND%20SRY");
    }

    /**
     * The ports of the three tables.
     *
     * @param recipient 2244 in leap_mx
     * @param alias 4242 in leap_mx
     * @param certificate 2424 in leap_mx
     */
    record TablePorts(int recipient, int alias, int certificate) {}

    private void answer(int port, UnaryOperator<String> table) throws IOException {
        ServerSocket listener = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        listeners.add(listener);
        start(() -> {
            while (true) {
                Socket connection = listener.accept();
                connections.add(connection);
                start(() -> serve(connection, table));
            }
        });
    }

    private static void serve(Socket connection, UnaryOperator<String> table) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII));
        OutputStream out = connection.getOutputStream();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String key = line.replaceFirst("^get ", "").strip();
            out.write((table.apply(key) + "\n").getBytes(StandardCharsets.US_ASCII));
            out.flush();
        }
    }

    @FunctionalInterface
    private interface Work {
        void run() throws IOException;
    }

    private static void start(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (SocketException e) {
                // closed by this class, or by Postfix
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        for (ServerSocket listener : listeners) {
            listener.close();
        }
        for (Socket connection : connections) {
            connection.close();
        }
    }
}

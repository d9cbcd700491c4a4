package org.sealmx.it.harness;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;

/**
 * Ports of the loopback interface that nobody listens on. They are below those that Linux gives to connections (32768
 * and above), one of which could take a port between the moment when it is named and that when a server listens there.
 * Each process that runs tests has a range of its own for the same reason.
 */
public final class Ports {

    private static final int FORK = Integer.getInteger("sealmx.fork", 1);
    private static final int SHARE = 20_000 / Integer.getInteger("sealmx.forks", 1);
    private static final int LOWEST = 12_000 + (FORK - 1) * SHARE;
    private static final int END = LOWEST + SHARE;
    private static final int MOST_ATTEMPTS = 1_000;

    private static final Random RANDOM = new Random();
    private static final Set<Integer> HANDED_OUT = new HashSet<>();

    private Ports() {}

    /** A port that is free now and that this class has not returned before in this run. */
    public static synchronized int free() throws IOException {
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            int port = LOWEST + RANDOM.nextInt(END - LOWEST);
            if (!HANDED_OUT.contains(port) && isFree(port)) {
                HANDED_OUT.add(port);
                return port;
            }
        }
        throw new IOException("no port between " + LOWEST + " and " + END + " is free");
    }

    private static boolean isFree(int port) throws IOException {
        try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return probe.isBound();
        } catch (BindException e) {
            return false;
        }
    }
}

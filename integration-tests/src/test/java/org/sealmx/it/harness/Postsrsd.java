package org.sealmx.it.harness;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A postsrsd 1.x on loopback, which answers Postfix' look-ups of senders and of the recipients of bounces. */
public final class Postsrsd implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final WorkFolder folder;
    private final int forwardPort;
    private final int reversePort;
    private final Process process;

    private Postsrsd(WorkFolder folder, int forwardPort, int reversePort, Process process) {
        this.folder = folder;
        this.forwardPort = forwardPort;
        this.reversePort = reversePort;
        this.process = process;
    }

    /** Starts it, and waits until it answers; senders get addresses of the domain. */
    public static Postsrsd start(String domain) throws Exception {
        WorkFolder folder = new WorkFolder("postsrsd");
        int forward = Ports.free();
        int reverse = Ports.free();
        Path secret = Files.writeString(folder.resolve("secret"), "secret of a test " + System.nanoTime() + "\n");
        Process process = new ProcessBuilder(List.of(
                        "/usr/sbin/postsrsd",
                        "-4",
                        "-l127.0.0.1",
                        "-s" + secret,
                        "-d" + domain,
                        "-f" + forward,
                        "-r" + reverse))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out").toFile())
                .start();
        Postsrsd server = new Postsrsd(folder, forward, reverse, process);
        Await.until("postsrsd to answer", LIMIT, () -> listens(forward) && listens(reverse));
        return server;
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** Where senders are looked up. */
    public int forwardPort() {
        return forwardPort;
    }

    /** Where the recipients of bounces are looked up. */
    public int reversePort() {
        return reversePort;
    }

    @Override
    public void close() throws IOException {
        Processes.end(process, LIMIT);
        folder.close();
    }
}

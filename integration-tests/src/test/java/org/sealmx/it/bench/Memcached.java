package org.sealmx.it.bench;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.sealmx.it.harness.Await;
import org.sealmx.it.harness.Ports;

/** A new memcached on the loopback interface, and one connection to it. */
final class Memcached implements AutoCloseable {

    private static final int MEMORY_MIB = 512;
    /** The kernel counts processor time in hundredths of a second. */
    private static final double TICKS_PER_SECOND = 100;

    private final Process process;
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    private Memcached(Process process, Socket socket) throws IOException {
        this.process = process;
        this.socket = socket;
        in = new BufferedInputStream(socket.getInputStream());
        out = socket.getOutputStream();
    }

    static Memcached start() throws Exception {
        int port = Ports.free();
        Process process = new ProcessBuilder(
                        "memcached",
                        "--listen=127.0.0.1",
                        "--port=" + port,
                        "--udp-port=0",
                        "--memory-limit=" + MEMORY_MIB,
                        "--user=nobody")
                .inheritIO()
                .start();
        Socket socket = Await.value("memcached", Duration.ofSeconds(20), () -> connect(port));
        socket.setTcpNoDelay(true);
        return new Memcached(process, socket);
    }

    private static Optional<Socket> connect(int port) throws IOException {
        try {
            return Optional.of(new Socket(InetAddress.getLoopbackAddress(), port));
        } catch (ConnectException e) {
            return Optional.empty();
        }
    }

    void set(String key, byte[] value) throws IOException {
        out.write(ascii("set " + key + " 0 0 " + value.length + "\r\n"));
        out.write(value);
        out.write(ascii("\r\n"));
        String answer = line();
        if (!answer.equals("STORED")) {
            throw new IOException("memcached answered " + answer);
        }
    }

    byte[] get(String key) throws IOException {
        out.write(ascii("get " + key + "\r\n"));
        String[] words = line().split(" ", -1);
        if (!words[0].equals("VALUE")) {
            throw new IOException("memcached has no value");
        }
        byte[] value = in.readNBytes(Integer.parseInt(words[3]));
        line();
        line();
        return value;
    }

    /** The processor time that the server has used so far. */
    double cpuSeconds() throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
        List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
        return (Long.parseLong(fields.get(11)) + Long.parseLong(fields.get(12))) / TICKS_PER_SECOND;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("memcached closed the connection");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
        process.destroy();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

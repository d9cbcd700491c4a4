package org.sealmx.it.harness;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Debian's nginx, with the servers that a test gives it. */
public final class Nginx implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String MAIN = """
            daemon off;
            user USER;
            pid FOLDER/pid;
            error_log FOLDER/error.log;
            events {}
            http {
            access_log FOLDER/access.log;
            client_body_temp_path FOLDER/body;
            proxy_temp_path FOLDER/proxy;
            fastcgi_temp_path FOLDER/fastcgi;
            uwsgi_temp_path FOLDER/uwsgi;
            scgi_temp_path FOLDER/scgi;
            SITE
            }
            """;

    private final WorkFolder folder;
    private final Process process;

    private Nginx(WorkFolder folder, Process process) {
        this.folder = folder;
        this.process = process;
    }

    /** Starts it with the content of its block {@code http}, and waits until it listens on the port. */
    public static Nginx start(String site, int port) throws Exception {
        WorkFolder folder = new WorkFolder("nginx");
        Path configuration = Files.writeString(
                folder.resolve("nginx.conf"),
                MAIN.replace("USER", System.getProperty("user.name"))
                        .replace("FOLDER", folder.resolve("").toString())
                        .replace("SITE", site));
        Process process = new ProcessBuilder("/usr/sbin/nginx", "-c", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out").toFile())
                .start();
        Nginx nginx = new Nginx(folder, process);
        Await.until("nginx to listen", LIMIT, () -> listens(port));
        return nginx;
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        Processes.end(process, LIMIT);
        folder.close();
    }
}

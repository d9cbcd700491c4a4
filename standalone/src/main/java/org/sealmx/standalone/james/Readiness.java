package org.sealmx.standalone.james;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.sealmx.cli.OperatorException;

/** Checks that each port answers with the expected protocol. */
public final class Readiness {

    /** Postfix may be waiting with all the mail of an outage, and the JVM has just begun. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private Readiness() {}

    /** @throws OperatorException when one does not */
    public static void require(Ports ports, Settings settings) throws OperatorException {
        require("LMTP", ports.lmtp(), "", "220", settings, "lmtpserver.xml");
        require("IMAP", ports.imap(), "", "* OK", settings, "imapserver.xml");
        require("webadmin", ports.webadmin(), "GET / HTTP/1.0\r\n\r\n", "HTTP/", settings, "webadmin.properties");
    }

    private static void require(
            String name, int port, String question, String answer, Settings settings, String configuredIn)
            throws OperatorException {
        String problem = name + " does not answer on 127.0.0.1:" + port + "; see "
                + settings.conf().resolve(configuredIn) + " and " + settings.log();
        String line;
        try {
            line = firstLine(port, question);
        } catch (IOException e) {
            throw new OperatorException(problem, e);
        }
        if (!line.startsWith(answer)) {
            throw new OperatorException(problem + " (it said: " + line + ")");
        }
    }

    private static String firstLine(int port, String question) throws IOException {
        int patience = Math.toIntExact(PATIENCE.toMillis());
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(patience);
            socket.connect(Ports.local(port), patience);
            socket.getOutputStream().write(question.getBytes(StandardCharsets.US_ASCII));
            String line = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                    .readLine();
            return line == null ? "nothing" : line;
        }
    }
}

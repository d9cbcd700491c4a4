package org.sealmx.standalone.james;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.sealmx.cli.OperatorException;

/** Checks that each port answers with the expected protocol. */
public final class Readiness {

    private static final String PROPERTIES = "sealmx.properties";
    private static final int LONGEST = 1_000;

    /** Postfix may be waiting with all the mail of an outage, and the JVM has just begun. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private Readiness() {}

    /** @throws OperatorException when one does not */
    public static void require(Ports ports, Settings settings) throws OperatorException {
        require("LMTP", ports.lmtp(), "", "220", settings, "lmtpserver.xml");
        require("IMAP", ports.imap(), "", "* OK", settings, "imapserver.xml");
        require("webadmin", ports.webadmin(), "GET / HTTP/1.0\r\n\r\n", "HTTP/", settings, "webadmin.properties");
        LookupPorts lookups = settings.lookups();
        if (lookups.socketmap().isPresent()) {
            require("socketmap", lookups.socketmap().get(), "11:transport ?,", "9:NOTFOUND ,", settings, PROPERTIES);
        }
        if (settings.page().number().isPresent()) {
            require(
                    "the page",
                    settings.page().number().get(),
                    "GET / HTTP/1.0\r\n\r\n",
                    "HTTP/",
                    settings,
                    PROPERTIES);
        }
        for (int port : lookups.tcpTables()) {
            require("tcp_table", port, "get ?\n", "500 ", settings, PROPERTIES);
        }
    }

    private static void require(
            String name, int port, String question, String answer, Settings settings, String configuredIn)
            throws OperatorException {
        String problem = name + " does not answer on 127.0.0.1:" + port + "; see "
                + settings.conf().resolve(configuredIn) + " and " + settings.log();
        String line;
        try {
            line = said(port, question, answer);
        } catch (IOException e) {
            throw new OperatorException(problem, e);
        }
        if (!line.startsWith(answer)) {
            throw new OperatorException(problem + " (it said: " + line + ")");
        }
    }

    /**
     * What the server says, to the end of the line or as long as the expected answer if that has no end: a netstring.
     */
    private static String said(int port, String question, String answer) throws IOException {
        try (Socket socket = connect(port, addresses())) {
            socket.getOutputStream().write(question.getBytes(StandardCharsets.US_ASCII));
            InputStream in = new BufferedInputStream(socket.getInputStream());
            ByteArrayOutputStream said = new ByteArrayOutputStream();
            int most = answer.endsWith(",") ? answer.length() : LONGEST;
            for (int octet = in.read(); octet >= 0 && octet != '\n' && octet != '\r'; octet = in.read()) {
                said.write(octet);
                if (said.size() == most) {
                    break;
                }
            }
            return said.size() == 0 ? "nothing" : said.toString(StandardCharsets.UTF_8);
        }
    }

    /** Where it may listen: loopback, or an address of this machine that the configuration names instead. */
    static List<InetAddress> addresses() throws IOException {
        List<InetAddress> addresses = new ArrayList<>(List.of(Ports.local(0).getAddress()));
        NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress())
                .forEach(addresses::add);
        return addresses;
    }

    /** A connection to the first of the addresses that takes one. */
    static Socket connect(int port, List<InetAddress> addresses) throws IOException {
        int patience = Math.toIntExact(PATIENCE.toMillis());
        IOException problem = null;
        for (InetAddress address : addresses) {
            Socket socket = new Socket();
            try {
                socket.setSoTimeout(patience);
                socket.connect(new InetSocketAddress(address, port), patience);
                return socket;
            } catch (IOException e) {
                socket.close();
                if (problem == null) {
                    problem = e;
                }
            }
        }
        throw Objects.requireNonNull(problem);
    }
}

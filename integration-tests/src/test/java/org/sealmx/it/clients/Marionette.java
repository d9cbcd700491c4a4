package org.sealmx.it.clients;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * The remote protocol of Mozilla's programs: JSON, each message preceded by its length in octets and a colon. Scripts
 * run inside the program, with all its rights. For use by one thread.
 */
final class Marionette implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofMinutes(2);

    /** Passes what an asynchronous function returns or throws to the protocol, which knows only callbacks. */
    private static final String FRAME =
            "const [args, done] = [arguments[0], arguments[1]]; (async () => {%s})().then(value => done({value}),"
                    + " error => done({error: error + ' ' + error.stack}));";

    private final Socket socket;
    private final InputStream in;
    private int commands;

    private Marionette(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    /** Connects to a program on this machine and begins a session. */
    static Marionette connect(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout((int) LIMIT.toMillis());
        Marionette marionette = new Marionette(socket);
        marionette.read();
        marionette.call("WebDriver:NewSession", JSON.createObjectNode());
        marionette.call("Marionette:SetContext", JSON.createObjectNode().put("value", "chrome"));
        marionette.call("WebDriver:SetTimeouts", JSON.createObjectNode().put("script", LIMIT.toMillis()));
        return marionette;
    }

    /**
     * Runs a script as the body of an asynchronous function.
     *
     * @param arguments {@code args} in the script
     * @return what the script returns
     * @throws IOException when the script throws
     */
    JsonNode run(String script, JsonNode arguments) throws IOException {
        ObjectNode parameters = JSON.createObjectNode().put("script", FRAME.formatted(script));
        parameters.putArray("args").add(arguments);
        JsonNode result = call("WebDriver:ExecuteAsyncScript", parameters).path("value");
        if (result.has("error")) {
            throw new IOException(result.get("error").asText());
        }
        return result.path("value");
    }

    /** Tells the program to quit; it sends nothing after its answer to this, if it answers at all. */
    void quit() throws IOException {
        ObjectNode parameters = JSON.createObjectNode();
        parameters.putArray("flags").add("eForceQuit");
        call("Marionette:Quit", parameters);
    }

    private JsonNode call(String command, ObjectNode parameters) throws IOException {
        ArrayNode message = JSON.createArrayNode().add(0).add(++commands).add(command);
        byte[] octets = JSON.writeValueAsBytes(message.add(parameters));
        socket.getOutputStream().write((octets.length + ":").getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(octets);
        JsonNode answer = read();
        if (!answer.path(2).isNull()) {
            throw new IOException(command + " was answered with " + answer.path(2));
        }
        return answer.path(3);
    }

    private JsonNode read() throws IOException {
        StringBuilder length = new StringBuilder();
        for (int c = in.read(); c != ':'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the program closed the connection");
            }
            length.append((char) c);
        }
        return JSON.readTree(in.readNBytes(Integer.parseInt(length.toString())));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

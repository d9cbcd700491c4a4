package org.sealmx.standalone;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.util.List;

/** Hands a message in to an instance that runs already. */
final class Sending {

    private final Console console;

    Sending(Console console) {
        this.console = console;
    }

    /**
     * Sends a greeting, or what is on the standard input, and shows what is answered.
     *
     * @throws OperatorException when nothing runs there, or somebody did not get it
     */
    void send(Options options, InputStream in) throws OperatorException, IOException {
        int port = options.lmtpPort().orElse(Ports.LMTP);
        byte[] message = options.fromInput()
                ? in.readAllBytes()
                : Letter.to(String.join(">, <", options.recipients())).bytes();
        List<LmtpClient.Outcome> outcomes;
        try (LmtpClient client = LmtpClient.connect(port)) {
            outcomes = client.deliver(Letter.SENDER, options.recipients(), message);
        } catch (ConnectException e) {
            throw new OperatorException(
                    "nothing answers on 127.0.0.1:" + port
                            + "; start ./run.sh first, or name its port with --lmtp-port",
                    e);
        }
        outcomes.forEach(outcome -> console.say(outcome.recipient() + ": " + outcome.reply()));
        if (!outcomes.stream().allMatch(LmtpClient.Outcome::isDelivered)) {
            throw new OperatorException("not everybody got the message");
        }
    }
}

package org.sealmx.standalone.commands;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sealmx.cli.Console;
import org.sealmx.cli.OperatorException;
import org.sealmx.cli.StandardCommand;
import org.sealmx.cli.lmtp.DotStuffing;
import org.sealmx.cli.lmtp.LmtpClient;
import org.sealmx.standalone.demo.Letter;
import org.sealmx.standalone.demo.TraceField;
import org.sealmx.standalone.folder.Installation;
import org.sealmx.standalone.james.Ports;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends a message to a running instance, and shows the reply for each recipient. */
@Command(
        name = "send",
        abbreviateSynopsis = true,
        sortOptions = false,
        description = "Hand a greeting in to the instance that runs; with - the message on standard input.")
public final class SendCommand extends StandardCommand {

    private static final String STANDARD_INPUT = "-";
    /** The only recipient without a domain (RFC 5321 section 4.1.1.3). */
    private static final String POSTMASTER = "postmaster";

    private final Console console;
    private final InputStream in;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "RECIPIENT", arity = "0..*", description = "Addresses, and - for the standard input.")
    private List<String> words = List.of();

    @Option(
            names = "--lmtp-port",
            paramLabel = "N",
            converter = PortOptions.Port.class,
            description = "Default: 10024.")
    private int port = Ports.USUAL.lmtp();

    /**
     * @param console gets the replies
     * @param in standard input
     */
    public SendCommand(Console console, InputStream in) {
        this.console = console;
        this.in = in;
    }

    /** The recipients. */
    List<String> recipients() {
        return words.stream().filter(word -> !word.equals(STANDARD_INPUT)).toList();
    }

    @Override
    public Integer call() throws OperatorException, IOException {
        List<String> recipients = recipients();
        if (recipients.isEmpty()) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(),
                    "send needs a recipient, such as: send alice@example.org");
        }
        for (String recipient : recipients) {
            // The server would say so as well, but others would have a message that was not meant.
            if (!recipient.contains("@") && !recipient.equalsIgnoreCase(POSTMASTER)) {
                throw new ParameterException(
                        Objects.requireNonNull(spec).commandLine(),
                        "'" + recipient + "' is not an address; to send a file: send alice@example.org - < FILE");
            }
        }
        byte[] message = words.contains(STANDARD_INPUT)
                ? TraceField.before(DotStuffing.withCrLf(in.readAllBytes()))
                : Letter.to(String.join(">, <", recipients)).bytes();
        List<LmtpClient.Outcome> outcomes = deliver(recipients, message);
        outcomes.forEach(outcome ->
                console.say(outcome.recipient() + ": " + outcome.reply().lastLine()));
        if (!outcomes.stream().allMatch(outcome -> outcome.reply().isPositive())) {
            throw new OperatorException("not everybody got the message");
        }
        return 0;
    }

    private List<LmtpClient.Outcome> deliver(List<String> recipients, byte[] message)
            throws OperatorException, IOException {
        try (LmtpClient client = LmtpClient.lhlo(port)) {
            List<LmtpClient.Outcome> outcomes = client.offer(Letter.SENDER, recipients, message);
            client.command("QUIT");
            return outcomes;
        } catch (ConnectException e) {
            throw new OperatorException(
                    "nothing answers on 127.0.0.1:" + port + "; start " + Installation.program()
                            + " first, or name its port with --lmtp-port",
                    e);
        }
    }
}

package org.sealmx.standalone.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.sealmx.cli.Console;
import org.sealmx.cli.OperatorException;
import org.sealmx.cli.lmtp.LmtpClient;
import org.sealmx.cli.lmtp.ServerReply;
import org.sealmx.standalone.james.Ports;

/** Shows what SealMX does: a message comes in, only ciphertext is stored, the recipient's key opens it. */
public final class Demo {

    private final Console console;

    /** @param console gets what is shown */
    public Demo(Console console) {
        this.console = console;
    }

    /**
     * Delivers a message to one of the demo accounts and opens it.
     *
     * @throws OperatorException when the stored message is not sealed, or the opened one is not the one that was sent
     */
    public void show(Ports ports, DemoAccounts accounts) throws OperatorException, IOException {
        Letter letter = Letter.to(accounts.alice());

        title("This is handed in by LMTP, as Postfix does");
        print(letter.bytes());
        console.say("LMTP says: " + deliver(ports.lmtp(), letter));

        byte[] stored = ImapMailbox.newest(
                ports.imap(), accounts.alice(), accounts.logins().password());
        title("This is in the mailbox of " + accounts.alice());
        print(stored);
        require(!contains(stored, letter.secret()), "the stored message is not sealed");

        byte[] opened = accounts.open(accounts.alice(), stored);
        title("This is what " + accounts.secretKey(accounts.alice()).getFileName() + " opens");
        print(opened);
        require(contains(opened, letter.secret()), "the opened message is not the one that was sent");

        console.say("");
        console.say("The demo went well: what is stored is ciphertext, and the recipient's key opens it.");
    }

    private static String deliver(int port, Letter letter) throws IOException, OperatorException {
        try (LmtpClient client = LmtpClient.lhlo(port)) {
            ServerReply reply = client.deliver(Letter.SENDER, List.of(letter.recipient()), letter.bytes())
                    .get(0);
            require(reply.isPositive(), "the message was not accepted: " + reply.lastLine());
            client.command("QUIT");
            return reply.lastLine();
        }
    }

    private static void require(boolean condition, String otherwise) throws OperatorException {
        if (!condition) {
            throw new OperatorException("the demo failed: " + otherwise);
        }
    }

    private static boolean contains(byte[] message, String secret) {
        return text(message).contains(secret);
    }

    private void title(String title) {
        console.say("");
        console.say("=== " + title);
        console.say("");
    }

    private void print(byte[] message) {
        Arrays.stream(text(message).split("\\R")).forEach(line -> console.say("    " + line));
        console.say("");
    }

    private static String text(byte[] message) {
        return new String(message, StandardCharsets.UTF_8);
    }
}

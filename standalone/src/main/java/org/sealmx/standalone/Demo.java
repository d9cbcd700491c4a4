package org.sealmx.standalone;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Shows what SealMX does: a message comes in, only ciphertext is stored, the recipient's key opens it. */
final class Demo {

    private final Console console;

    Demo(Console console) {
        this.console = console;
    }

    /** @throws OperatorException when it does not do that */
    void show(Instance instance, DemoAccounts accounts) throws OperatorException, IOException {
        Ports ports = instance.settings().ports();
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
        try (LmtpClient client = LmtpClient.connect(port)) {
            LmtpClient.Outcome outcome = client.deliver(Letter.SENDER, List.of(letter.recipient()), letter.bytes())
                    .get(0);
            require(outcome.isDelivered(), "the message was not accepted: " + outcome.reply());
            return outcome.reply();
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

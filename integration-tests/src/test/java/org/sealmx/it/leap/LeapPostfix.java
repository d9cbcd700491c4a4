package org.sealmx.it.leap;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.sealmx.cli.lmtp.LmtpClient;
import org.sealmx.cli.lmtp.ServerReply;
import org.sealmx.it.harness.Accounts;
import org.sealmx.it.harness.Await;
import org.sealmx.it.harness.Command;
import org.sealmx.it.harness.Messages;
import org.sealmx.it.harness.PostfixSample;
import org.sealmx.it.harness.PostfixServer;
import org.sealmx.it.harness.SmtpSink;

/** Debian's Postfix, configured as LEAP's platform does it, with leap_mx's Maildir. */
final class LeapPostfix implements AutoCloseable {

    /** An address that only Postfix knows; it leads to {@link Accounts#BOB}. */
    static final String OWN_ALIAS = "abuse@example.org";

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final String VIRTUAL = "virtual unix - n n - - virtual\n";

    private final Path mail;
    private final SmtpSink others = new SmtpSink();
    private final PostfixServer postfix;

    /**
     * @param guide with the settings
     * @param mail an empty folder, in place of {@code /var/mail/leap-mx}
     * @param aliases in place of {@code /etc/postfix/virtual-aliases}
     */
    LeapPostfix(MigrationGuide guide, Path mail, Path aliases) throws Exception {
        this.mail = mail;
        String mainCf = guide.block("text", "virtual_mailbox_base");
        int owner = Integer.parseInt(mainCf.replaceFirst("(?s).*virtual_uid_maps = static:(\\d+).*", "$1"));
        Files.setAttribute(mail, "unix:uid", owner);
        Files.setAttribute(mail, "unix:gid", owner);
        Files.writeString(
                aliases,
                "# ours\nexample.org enabled\npostmaster@example.org alice@example.org\n" + OWN_ALIAS + " "
                        + Accounts.BOB + "\n");
        // before Postfix starts, and with a configuration of its own: the system's Postfix may have none
        Path conf = Files.createDirectory(aliases.resolveSibling("postmap"));
        Files.writeString(conf.resolve("main.cf"), "compatibility_level = 3.6\n");
        Command.require("postmap", "-c", conf.toString(), "hash:" + aliases);
        postfix = PostfixServer.startWhole(
                mainCf
                        + "compatibility_level = 3.6\nmyhostname = mx.example.org\nalias_maps =\nlocal_recipient_maps =\n",
                PostfixSample.masterCf() + VIRTUAL,
                others.port(),
                "mynetworks = 127.0.0.2\n");
    }

    PostfixServer server() {
        return postfix;
    }

    Path configuration() {
        return postfix.configuration();
    }

    /** What Postfix has sent to other servers, such as bounces. */
    SmtpSink others() {
        return others;
    }

    /** The reply to RCPT. */
    ServerReply rcpt(String recipient) throws IOException {
        try (LmtpClient client = LmtpClient.connect(postfix.smtpPort())) {
            client.command("EHLO client.example.net");
            client.command("MAIL FROM:<" + Accounts.SENDER + ">");
            return client.command("RCPT TO:<" + recipient + ">");
        }
    }

    /** Takes a message for one recipient, and delivers it. */
    void deliver(String recipient) throws Exception {
        postfix.submit(Accounts.SENDER, List.of(recipient), Messages.fresh());
        postfix.awaitEmptyQueue();
    }

    /** The files in the Maildir. */
    List<Path> maildir() throws IOException {
        return filesIn(mail.resolve("Maildir"));
    }

    /** The files that the document's commands have put aside. */
    List<Path> handedOver() throws IOException {
        return filesIn(mail.resolve("handed-over"));
    }

    private static List<Path> filesIn(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** Waits until Postfix has read its configuration again that many times. */
    void awaitReloads(int times) throws Exception {
        Await.until(
                times + " reloads",
                LIMIT,
                () -> postfix.log()
                                .lines()
                                .filter(line -> line.contains(": reload -- "))
                                .count()
                        >= times);
    }

    /** A message as leap_mx finds it, of the null sender. */
    void putIntoMaildir(String account, String text) throws IOException {
        Files.writeString(
                mail.resolve("Maildir/new/1.bounce"),
                "Return-Path: <>\nX-Original-To: " + Accounts.BOB + "\nDelivered-To: " + account + "@deliver.local\n"
                        + text,
                StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        postfix.close();
        others.close();
    }
}

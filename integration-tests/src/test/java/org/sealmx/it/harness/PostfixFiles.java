package org.sealmx.it.harness;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The configuration and queue directories of one Postfix, with the owners that Postfix requires. Needs root, as Postfix
 * does.
 */
final class PostfixFiles {

    private static final List<String> PRIVATE_QUEUES = List.of(
            "active",
            "bounce",
            "corrupt",
            "defer",
            "deferred",
            "flush",
            "hold",
            "incoming",
            "private",
            "saved",
            "trace");

    private final Path root;
    private final Path queue;

    PostfixFiles(Path root) {
        this.root = root;
        this.queue = root.resolve("queue");
    }

    /** The value of a setting of the system's Postfix, built in or configured. */
    static String setting(String name) throws IOException, InterruptedException {
        return new String(Command.require("postconf", "-dh", name), StandardCharsets.UTF_8).trim();
    }

    void write(
            int smtpPort,
            String relayDomain,
            int lmtpPort,
            int otherMailPort,
            String furtherLines,
            String furtherServices)
            throws IOException, InterruptedException {
        write(mainCf(relayDomain, lmtpPort, otherMailPort) + furtherLines, masterCf(smtpPort) + furtherServices);
    }

    /** Writes a whole configuration; of several lines for one setting, the last counts. */
    void write(String mainCf, String masterCf) throws IOException, InterruptedException {
        Path conf = Files.createDirectory(root.resolve("conf"));
        Files.writeString(conf.resolve("main.cf"), merge(mainCf));
        Files.writeString(conf.resolve("master.cf"), masterCf);
        String owner = setting("mail_owner");
        String group = setting("setgid_group");
        own(Files.createDirectory(root.resolve("data")), "rwx------", owner, "root");
        Files.createDirectories(queue.resolve("pid"));
        for (String name : PRIVATE_QUEUES) {
            own(Files.createDirectory(queue.resolve(name)), "rwx------", owner, "root");
        }
        own(Files.createDirectory(queue.resolve("public")), "rwx--x---", owner, group);
        own(Files.createDirectory(queue.resolve("maildrop")), "rwx-wx---", owner, group);
    }

    /**
     * Keeps only the last of several lines for one setting. Postfix does that as well, but each of its daemons then
     * logs a warning; those are more at once than the log daemon's socket takes, and the log daemon, which warns too,
     * would wait for itself.
     */
    private static String merge(String lines) {
        Map<String, String> settings = new LinkedHashMap<>();
        lines.lines()
                .forEach(line ->
                        settings.put(line.substring(0, line.indexOf('=')).trim(), line));
        return String.join("\n", settings.values()) + "\n";
    }

    /** The settings that keep this Postfix in its folder and on the loopback interface. */
    String place() throws IOException, InterruptedException {
        return """
                queue_directory = %1$s/queue
                data_directory = %1$s/data
                command_directory = %2$s
                daemon_directory = %3$s
                inet_interfaces = 127.0.0.1
                inet_protocols = ipv4
                maillog_file = %1$s/mail.log
                maillog_file_prefixes = %1$s
                """.formatted(root, setting("command_directory"), setting("daemon_directory"));
    }

    private String mainCf(String relayDomain, int lmtpPort, int otherMailPort)
            throws IOException, InterruptedException {
        return place() + """
                compatibility_level = 3.6
                myhostname = mx.example.net
                mydestination =
                alias_maps =
                alias_database =
                local_recipient_maps =
                mynetworks = 127.0.0.0/8
                relay_domains = %s
                relay_transport = lmtp:inet:127.0.0.1:%d
                default_transport = smtp:[127.0.0.1]:%d
                lmtp_destination_recipient_limit = 50
                lmtp_line_length_limit = 0
                smtputf8_enable = yes
                local_header_rewrite_clients =
                always_add_missing_headers = no
                message_size_limit = 104857600
                notify_classes =
                """.formatted(relayDomain, lmtpPort, otherMailPort);
    }

    private static String masterCf(int smtpPort) {
        return """
                127.0.0.1:%d inet n - n - - smtpd
                pickup    unix n - n 60 1 pickup
                cleanup   unix n - n - 0 cleanup
                qmgr      unix n - n 300 1 qmgr
                rewrite   unix - - n - - trivial-rewrite
                bounce    unix - - n - 0 bounce
                defer     unix - - n - 0 bounce
                trace     unix - - n - 0 bounce
                verify    unix - - n - 1 verify
                flush     unix n - n 1000? 0 flush
                proxymap  unix - - n - - proxymap
                smtp      unix - - n - - smtp
                lmtp      unix - - n - - lmtp
                showq     unix n - n - - showq
                error     unix - - n - - error
                retry     unix - - n - - error
                anvil     unix - - n - 1 anvil
                scache    unix - - n - 1 scache
                postlog   unix-dgram n - n - 1 postlogd
                """.formatted(smtpPort);
    }

    private static void own(Path folder, String permissions, String owner, String group) throws IOException {
        UserPrincipalLookupService users = folder.getFileSystem().getUserPrincipalLookupService();
        PosixFileAttributeView view = Files.getFileAttributeView(folder, PosixFileAttributeView.class);
        view.setOwner(users.lookupPrincipalByName(owner));
        view.setGroup(users.lookupPrincipalByGroupName(group));
        view.setPermissions(PosixFilePermissions.fromString(permissions));
    }
}

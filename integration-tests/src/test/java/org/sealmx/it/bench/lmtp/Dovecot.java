package org.sealmx.it.bench.lmtp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.sealmx.it.harness.Command;

/** Dovecot's LMTP into a maildir for each account. Needs root, as Dovecot does. */
final class Dovecot {

    private static final String OWNER = "mail";

    /** What it does with a message. */
    enum Kind {
        /** Keeps it as it is. */
        PLAIN("Dovecot, plain", 1),
        /** Encrypts files with the plugin mail-crypt, under one key for the server. */
        MAIL_CRYPT("Dovecot, mail-crypt", 1),
        /** Has gpg encrypt the message, by a Sieve script for all accounts. */
        GPG("Dovecot, Sieve, gpg", 20);

        private final String title;
        private final int slowness;

        Kind(String title, int slowness) {
            this.title = title;
            this.slowness = slowness;
        }
    }

    private Dovecot() {}

    static Peer start(Kind kind) throws Exception {
        return start(kind.title, kind);
    }

    static Peer start(String name, Kind kind) throws Exception {
        return new ProgramPeer(name, kind.slowness, false, (folder, port) -> prepare(kind, folder, port));
    }

    private static List<String> prepare(Kind kind, Path folder, int port) throws IOException, InterruptedException {
        Files.createDirectory(folder.resolve("mail"));
        String more =
                switch (kind) {
                    case PLAIN -> "";
                    case MAIL_CRYPT -> mailCrypt(folder);
                    case GPG -> gpg(folder);
                };
        Path configuration = folder.resolve("dovecot.conf");
        Files.writeString(configuration, """
                base_dir = %1$s/run
                log_path = %1$s/dovecot.log
                ssl = no
                protocols = lmtp
                mail_location = maildir:~/Maildir
                mail_uid = %2$s
                mail_gid = %2$s
                first_valid_uid = 1
                passdb {
                  driver = static
                  args = nopassword=y
                }
                userdb {
                  driver = static
                  args = uid=%2$s gid=%2$s home=%1$s/mail/%%u allow_all_users=yes
                }
                namespace inbox {
                  inbox = yes
                }
                service lmtp {
                  process_limit = 100
                  inet_listener lmtp {
                    address = 127.0.0.1
                    port = %3$d
                  }
                }
                """.formatted(folder, OWNER, port) + more);
        if (kind == Kind.GPG) {
            Command.require(
                    "sievec",
                    "-c",
                    configuration.toString(),
                    folder.resolve("encrypt.sieve").toString());
        }
        Command.require(
                "chown", "-R", OWNER + ":" + OWNER, folder.resolve("mail").toString());
        return List.of("/usr/sbin/dovecot", "-F", "-c", configuration.toString());
    }

    private static String mailCrypt(Path folder) throws IOException, InterruptedException {
        String key = folder.resolve("crypt.key").toString();
        String certificate = folder.resolve("crypt.pub").toString();
        Command.require("openssl", "genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", key);
        Command.require("openssl", "pkey", "-in", key, "-pubout", "-out", certificate);
        return """
                mail_plugins = mail_crypt
                plugin {
                  mail_crypt_global_private_key = <%s
                  mail_crypt_global_public_key = <%s
                  mail_crypt_save_version = 2
                }
                """.formatted(key, certificate);
    }

    private static String gpg(Path folder) throws IOException, InterruptedException {
        Path keys = Files.createDirectory(folder.resolve("mail/gnupg"));
        Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rwx------"));
        Command.require(
                "gpg",
                "--homedir",
                keys.toString(),
                "--batch",
                "--passphrase",
                "",
                "--quick-generate-key",
                "all@example.org",
                "future-default",
                "default",
                "never");
        Command.require("gpgconf", "--homedir", keys.toString(), "--kill", "all");
        Path programs = Files.createDirectory(folder.resolve("bin"));
        Path program = programs.resolve("encrypt");
        Files.writeString(program, """
                #!/bin/sh
                printf 'Subject: [...]\\r\\nMIME-Version: 1.0\\r\\nContent-Type: text/plain\\r\\n\\r\\n'
                exec /usr/bin/gpg --homedir %s --batch --no-tty --trust-model always -r all@example.org --armor --encrypt
                """.formatted(keys));
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(folder.resolve("encrypt.sieve"), "require \"vnd.dovecot.filter\";\nfilter \"encrypt\";\n");
        return """
                protocol lmtp {
                  mail_plugins = sieve
                }
                plugin {
                  sieve_plugins = sieve_extprograms
                  sieve_global_extensions = +vnd.dovecot.filter
                  sieve_filter_bin_dir = %1$s/bin
                  sieve_filter_exec_timeout = 60s
                  sieve_before = %1$s/encrypt.sieve
                }
                """.formatted(folder);
    }
}

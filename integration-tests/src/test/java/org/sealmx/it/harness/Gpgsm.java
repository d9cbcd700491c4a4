package org.sealmx.it.harness;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** GnuPG's S/MIME, which knows only EnvelopedData. */
public final class Gpgsm implements AutoCloseable {

    private static final String PASSWORD = "test";
    private static final int TRIES = 5;

    /** Speaks as much of the Assuan protocol as gpg-agent needs. */
    private static final String PASSWORD_PROGRAM = """
            #!/bin/sh
            echo OK
            while read -r word rest; do
              [ "$word" = GETPIN ] && echo D %s
              echo OK
              [ "$word" = BYE ] && exit
            done
            """.formatted(PASSWORD);

    private final Gpg keys;
    private final boolean own;
    private final Path password;

    private Gpgsm(Gpg keys, boolean own) throws IOException {
        this.keys = keys;
        this.own = own;
        password = Files.writeString(keys.home().resolve("password"), PASSWORD + "\n");
    }

    /** An empty key ring with its own home. Closing this ends its agent. */
    public Gpgsm() throws IOException {
        this(new Gpg(), true);
    }

    /** The key ring in the home of another. */
    public static Gpgsm of(Gpg keys) throws IOException {
        return new Gpgsm(keys, false);
    }

    /**
     * Lets programs that run GnuPG themselves use the keys without asking for a password or looking at revocation
     * lists.
     */
    public void letProgramsUseIt() throws IOException, InterruptedException {
        Path program = Files.writeString(keys.home().resolve("password-program"), PASSWORD_PROGRAM);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        Files.writeString(keys.home().resolve("gpg-agent.conf"), "pinentry-program " + program + "\n");
        Files.writeString(keys.home().resolve("gpgsm.conf"), "disable-crl-checks\ndisable-dirmngr\n");
        Command.require("gpgconf", "--homedir", keys.home().toString(), "--reload", "gpg-agent");
    }

    /** Adds the certificate of an authority and trusts what it signs. */
    public void trust(Openssl.Certificate authority) throws IOException, InterruptedException {
        run(Files.readAllBytes(authority.certificateFile()), "--import");
        String fingerprint = new String(
                        Command.require(
                                "openssl",
                                "x509",
                                "-noout",
                                "-fingerprint",
                                "-sha1",
                                "-in",
                                authority.certificateFile().toString()),
                        StandardCharsets.US_ASCII)
                .replaceAll(".*=|\\s", "");
        Files.writeString(keys.home().resolve("trustlist.txt"), fingerprint + " S relax\n");
        Command.require("gpgconf", "--homedir", keys.home().toString(), "--reload", "gpg-agent");
    }

    /** Adds a certificate with an RSA key; gpgsm 2.2 aborts if the key is on a curve. */
    public void add(Openssl.Certificate certificate) throws IOException, InterruptedException {
        // on a busy machine, gpgsm 2.2 sometimes fails to decrypt this file, and succeeds with the next
        for (int tries = 1; ; tries++) {
            try {
                run(Openssl.pkcs12(certificate, PASSWORD), "--import");
                return;
            } catch (IOException e) {
                if (tries == TRIES) {
                    throw e;
                }
            }
        }
    }

    /** Opens the CMS message in the base64 body of a mail message and returns the octets inside. */
    public byte[] decrypt(byte[] message) throws IOException, InterruptedException {
        return run(MimeEntity.parse(message).body(), "--assume-base64", "--decrypt");
    }

    private byte[] run(byte[] input, String... options) throws IOException, InterruptedException {
        // it takes a password only from a file descriptor
        List<String> words = new ArrayList<>(
                List.of("sh", "-c", "exec gpgsm --passphrase-fd 3 \"$@\" 3<\"$0\"", password.toString()));
        words.addAll(List.of("--homedir", keys.home().toString(), "--batch", "--quiet"));
        words.addAll(List.of("--disable-dirmngr", "--pinentry-mode", "loopback"));
        words.addAll(List.of(options));
        return Command.require(input, words);
    }

    @Override
    public void close() throws IOException {
        if (own) {
            keys.close();
        }
    }
}

package org.sealmx.it.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** GnuPG's S/MIME with a home of its own, which knows EnvelopedData only. Its agent is ended when this is closed. */
public final class Gpgsm implements AutoCloseable {

    private static final String PASSWORD = "test";
    private static final int TRIES = 5;

    private final WorkFolder home;
    private final Path password;

    /** An empty key ring. */
    public Gpgsm() throws IOException {
        home = new WorkFolder("gpgsm");
        Files.setPosixFilePermissions(home.path(), PosixFilePermissions.fromString("rwx------"));
        password = Files.writeString(home.resolve("password"), PASSWORD + "\n");
    }

    /** Adds a certificate with an RSA key; gpgsm 2.2 ends when the key is on a curve. */
    public void add(Openssl.Certificate certificate) throws IOException, InterruptedException {
        // gpgsm 2.2 was seen to fail at decrypting a file on a busy machine, and to read the next one
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
        // it takes a password from a file descriptor only
        List<String> words = new ArrayList<>(
                List.of("sh", "-c", "exec gpgsm --passphrase-fd 3 \"$@\" 3<\"$0\"", password.toString()));
        words.addAll(List.of("--homedir", home.path().toString(), "--batch", "--quiet"));
        words.addAll(List.of("--disable-dirmngr", "--pinentry-mode", "loopback"));
        words.addAll(List.of(options));
        return Command.require(input, words);
    }

    @Override
    public void close() throws IOException {
        try {
            Command.require("gpgconf", "--homedir", home.path().toString(), "--kill", "gpg-agent");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            home.close();
        }
    }
}

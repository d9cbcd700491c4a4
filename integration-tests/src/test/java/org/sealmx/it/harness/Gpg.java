package org.sealmx.it.harness;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** GnuPG with a home of its own. Its agent is ended when this is closed. */
public final class Gpg implements AutoCloseable {

    private final WorkFolder home;

    /** An empty key ring. */
    public Gpg() throws IOException {
        home = new WorkFolder("gpg");
        Files.setPosixFilePermissions(home.path(), PosixFilePermissions.fromString("rwx------"));
    }

    /** Where it keeps its keys. */
    public Path home() {
        return home.path();
    }

    /** Adds a secret key. */
    public void add(TestKey key) throws IOException, InterruptedException {
        run(new byte[0], "--import", key.secretFile().toString());
    }

    /** Makes an RSA key of so many bits, without a password, and keeps it here. */
    public TestKey generateRsa(WorkFolder folder, String address, int bits) throws IOException, InterruptedException {
        String parameters =
                "%%no-protection\nKey-Type: RSA\nKey-Length: %1$d\nKey-Usage: sign,cert\nSubkey-Type: RSA\nSubkey-Length: %1$d\nSubkey-Usage: encrypt\nName-Email: %2$s\nExpire-Date: 0\n%%commit\n"
                        .formatted(bits, address);
        run(parameters.getBytes(StandardCharsets.US_ASCII), "--generate-key");
        Path secret = folder.resolve(address + ".gpg-secret.asc");
        Files.write(secret, run(new byte[0], "--armor", "--export-secret-keys", address));
        byte[] certificate = run(new byte[0], "--armor", "--export", address);
        return new TestKey(address, secret, new String(certificate, StandardCharsets.US_ASCII));
    }

    /** Opens a message and returns the octets inside. */
    public byte[] decrypt(byte[] armored) throws IOException, InterruptedException {
        return run(armored, "--decrypt");
    }

    /** Opens many messages in one run of the program; fails when one of them cannot be opened. */
    public List<byte[]> decryptAll(List<byte[]> armored) throws IOException, InterruptedException {
        try (WorkFolder folder = new WorkFolder("open")) {
            List<String> options = new ArrayList<>(List.of("--decrypt-files"));
            for (int i = 0; i < armored.size(); i++) {
                Path file = folder.resolve(i + ".asc");
                Files.write(file, armored.get(i));
                options.add(file.toString());
            }
            run(new byte[0], options.toArray(String[]::new));
            List<byte[]> opened = new ArrayList<>();
            for (int i = 0; i < armored.size(); i++) {
                opened.add(Files.readAllBytes(folder.resolve(Integer.toString(i))));
            }
            return opened;
        }
    }

    /** An armored message to one key, as a correspondent would send it. */
    public byte[] encrypt(TestKey recipient, byte[] text) throws IOException, InterruptedException {
        return run(text, "--armor", "--trust-model", "always", "--recipient", recipient.address(), "--encrypt");
    }

    /** A detached armored signature by SHA-256. */
    public byte[] sign(TestKey signer, byte[] text) throws IOException, InterruptedException {
        return run(text, "--armor", "--digest-algo", "SHA256", "--local-user", signer.address(), "--detach-sign");
    }

    /** Whether a detached signature of a key in this ring is good for these octets. */
    public boolean verifies(byte[] signature, byte[] text) throws IOException, InterruptedException {
        Path file = home.resolve("signature");
        Files.write(file, signature);
        return Command.run(text, words("--verify", file.toString(), "-")).exitCode() == 0;
    }

    private byte[] run(byte[] input, String... options) throws IOException, InterruptedException {
        return Command.require(input, words(options));
    }

    private List<String> words(String... options) {
        List<String> words =
                new ArrayList<>(List.of("gpg", "--homedir", home.path().toString()));
        words.addAll(List.of("--batch", "--no-tty", "--quiet", "--yes", "--pinentry-mode", "loopback"));
        words.addAll(List.of(options));
        return words;
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

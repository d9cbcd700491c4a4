package org.sealmx.it.harness;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/** GnuPG with its own home. Closing this ends its agent. */
public final class Gpg implements AutoCloseable {

    private static final DateTimeFormatter FAKED_TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss").withZone(ZoneOffset.UTC);

    private final WorkFolder home;

    /** An empty key ring. */
    public Gpg() throws IOException {
        home = new WorkFolder("gpg");
        Files.setPosixFilePermissions(home.path(), PosixFilePermissions.fromString("rwx------"));
    }

    /** The folder where it keeps its keys. */
    public Path home() {
        return home.path();
    }

    /** Adds a secret key. */
    public void add(TestKey key) throws IOException, InterruptedException {
        run(new byte[0], "--import", key.secretFile().toString());
    }

    /** Generates an RSA key of that many bits, without a password, and keeps it here. */
    public TestKey generateRsa(WorkFolder folder, String address, int bits) throws IOException, InterruptedException {
        String parameters =
                "%%no-protection\nKey-Type: RSA\nKey-Length: %1$d\nKey-Usage: sign,cert\nSubkey-Type: RSA\nSubkey-Length: %1$d\nSubkey-Usage: encrypt\nName-Email: %2$s\nExpire-Date: 0\n%%commit\n"
                        .formatted(bits, address);
        run(parameters.getBytes(StandardCharsets.US_ASCII), "--generate-key");
        return exported(folder, address);
    }

    /** Generates a key with the algorithms by their names in gpg, without a password, and keeps it here. */
    public TestKey generate(WorkFolder folder, String address, String primary, String subkey)
            throws IOException, InterruptedException {
        run(new byte[0], "--passphrase", "", "--quick-generate-key", address, primary, "cert,sign", "never");
        String fingerprint = fingerprints(address).get(0);
        run(new byte[0], "--passphrase", "", "--quick-add-key", fingerprint, subkey, "encr", "never");
        return exported(folder, address);
    }

    private TestKey exported(WorkFolder folder, String address) throws IOException, InterruptedException {
        Path secret = folder.resolve(address + ".gpg-secret.asc");
        Files.write(secret, run(new byte[0], "--armor", "--export-secret-keys", address));
        byte[] certificate = run(new byte[0], "--armor", "--export", address);
        return new TestKey(address, secret, new String(certificate, StandardCharsets.US_ASCII));
    }

    /** The fingerprints of the primary key and the subkeys, in order. */
    public List<String> fingerprints(String address) throws IOException, InterruptedException {
        String listing = new String(run(new byte[0], "--with-colons", "--list-keys", address), StandardCharsets.UTF_8);
        return listing.lines()
                .filter(line -> line.startsWith("fpr:"))
                .map(line -> line.split(":", -1)[9])
                .toList();
    }

    /** Opens a message and returns the octets inside. */
    public byte[] decrypt(byte[] armored) throws IOException, InterruptedException {
        return run(armored, "--decrypt");
    }

    /** Opens many messages in one run of the program; fails if any of them cannot be opened. */
    public List<byte[]> decryptAll(List<byte[]> armored) throws IOException, InterruptedException {
        try (WorkFolder folder = new WorkFolder("open")) {
            List<Path> files = new ArrayList<>();
            for (int i = 0; i < armored.size(); i++) {
                files.add(Files.write(folder.resolve(i + ".asc"), armored.get(i)));
            }
            decryptFiles(files);
            List<byte[]> opened = new ArrayList<>();
            for (int i = 0; i < armored.size(); i++) {
                opened.add(Files.readAllBytes(folder.resolve(Integer.toString(i))));
            }
            return opened;
        }
    }

    /**
     * Opens messages in files {@code NAME.asc} to {@code NAME}, in one run of the program; fails if any of them cannot
     * be opened.
     */
    public void decryptFiles(List<Path> armored) throws IOException, InterruptedException {
        List<String> options = new ArrayList<>(List.of("--decrypt-files"));
        armored.forEach(file -> options.add(file.toString()));
        run(new byte[0], options.toArray(String[]::new));
    }

    /** A detached armored signature with SHA-256. */
    public byte[] sign(TestKey signer, byte[] text) throws IOException, InterruptedException {
        return run(text, "--armor", "--digest-algo", "SHA256", "--local-user", signer.address(), "--detach-sign");
    }

    /** Whether a detached signature of a key in this ring is good for these octets. */
    public boolean verifies(byte[] signature, byte[] text) throws IOException, InterruptedException {
        Path file = home.resolve("signature");
        Files.write(file, signature);
        List<String> words = words("--batch");
        words.addAll(List.of("--verify", file.toString(), "-"));
        return Command.run(text, words).exitCode() == 0;
    }

    /** Runs gpg with these options as if it were another time, for keys without a password. */
    public byte[] at(Instant time, String... options) throws IOException, InterruptedException {
        return Command.require(new byte[0], wordsAt(time, "--batch", options));
    }

    /** As {@link #at}, for what gpg does only in a dialogue. */
    public byte[] dialogueAt(Instant time, List<String> answers, String... options)
            throws IOException, InterruptedException {
        byte[] lines = (String.join("\n", answers) + "\n").getBytes(StandardCharsets.UTF_8);
        return Command.require(lines, wordsAt(time, "--command-fd=0", options));
    }

    private List<String> wordsAt(Instant time, String mode, String... options) {
        List<String> words = new ArrayList<>(words(mode));
        words.addAll(List.of("--passphrase", "", "--faked-system-time", FAKED_TIME.format(time) + "!"));
        words.addAll(List.of(options));
        return words;
    }

    private byte[] run(byte[] input, String... options) throws IOException, InterruptedException {
        List<String> words = words("--batch");
        words.addAll(List.of(options));
        return Command.require(input, words);
    }

    private List<String> words(String mode) {
        List<String> words =
                new ArrayList<>(List.of("gpg", "--homedir", home.path().toString(), mode));
        words.addAll(List.of("--no-tty", "--quiet", "--yes", "--pinentry-mode", "loopback"));
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

package org.sealmx.it.harness;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Sequoia's {@code sq}: generates keys and opens messages. It has no state except the files that it is given. */
public final class Sq {

    private Sq() {}

    /** Generates a Curve25519 key without a password. */
    public static TestKey generate(WorkFolder folder, String address) throws IOException, InterruptedException {
        return generate(folder, address, List.of());
    }

    /** Generates a key with a cipher suite by its name in sq, only for encryption, without a password. */
    public static TestKey generate(WorkFolder folder, String address, String cipherSuite)
            throws IOException, InterruptedException {
        return generate(
                folder, address, List.of("--cipher-suite", cipherSuite, "--cannot-sign", "--cannot-authenticate"));
    }

    /** Generates a key whose certificate expired long ago. */
    public static TestKey generateExpired(WorkFolder folder, String address) throws IOException, InterruptedException {
        return generate(folder, address, List.of("--creation-time", "20200101T000000", "--expires-in", "1y"));
    }

    private static TestKey generate(WorkFolder folder, String address, List<String> options)
            throws IOException, InterruptedException {
        Path secret = folder.resolve(address + ".secret.asc");
        List<String> words = new ArrayList<>(List.of("sq", "--force", "key", "generate"));
        words.addAll(List.of("--userid", "<" + address + ">", "--export", secret.toString()));
        words.addAll(options);
        Command.require(new byte[0], words);
        String certificate =
                new String(Command.require("sq", "key", "extract-cert", secret.toString()), StandardCharsets.US_ASCII);
        return new TestKey(address, secret, certificate);
    }

    /** Opens a message and returns the octets inside. */
    public static byte[] decrypt(TestKey key, byte[] armored) throws IOException, InterruptedException {
        return Command.require(
                armored,
                List.of("sq", "decrypt", "--recipient-key", key.secretFile().toString()));
    }

    /** Whether the key opens a message. */
    public static boolean opens(TestKey key, byte[] armored) throws IOException, InterruptedException {
        List<String> words =
                List.of("sq", "decrypt", "--recipient-key", key.secretFile().toString());
        return Command.run(armored, words).exitCode() == 0;
    }

    /** The message without its armor. */
    public static byte[] dearmor(byte[] armored) throws IOException, InterruptedException {
        return Command.require(armored, List.of("sq", "dearmor"));
    }
}

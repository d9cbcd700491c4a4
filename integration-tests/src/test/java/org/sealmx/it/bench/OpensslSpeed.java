package org.sealmx.it.bench;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sealmx.it.harness.Command;

/**
 * What the machine can do at most for a message of one size, as {@code openssl speed} has it: one pass of AES-256-CFB
 * and one of SHA-1 over the text, and the public-key operations. Armor, MIME and copies are left out, so that nobody
 * reaches it.
 *
 * @param cipher octets a second of AES-256-CFB
 * @param digest octets a second of SHA-1
 * @param rsa operations a second with a public key of RSA-4096
 * @param agreement operations a second of X25519, of which sealing needs two
 */
record OpensslSpeed(double cipher, double digest, double rsa, double agreement) {

    private static final Pattern THROUGHPUT =
            Pattern.compile("(?m)^(?:AES-256-CFB|sha1)\\s+([\\d.]+)k\\s*$", Pattern.CASE_INSENSITIVE);
    private static final Pattern RSA = Pattern.compile("(?m)^rsa 4096 bits\\s+\\S+s\\s+\\S+s\\s+[\\d.]+\\s+([\\d.]+)");
    private static final Pattern X25519 = Pattern.compile("(?m)X25519\\)\\s+\\S+s\\s+([\\d.]+)");

    static OpensslSpeed measure(int size) throws Exception {
        return new OpensslSpeed(
                1000 * run(THROUGHPUT, "-bytes", Integer.toString(size), "-evp", "aes-256-cfb"),
                1000 * run(THROUGHPUT, "-bytes", Integer.toString(size), "-evp", "sha1"),
                run(RSA, "rsa4096"),
                run(X25519, "ecdhx25519"));
    }

    private static double run(Pattern result, String... options) throws Exception {
        List<String> words = new ArrayList<>(List.of("openssl", "speed", "-seconds", "2"));
        words.addAll(List.of(options));
        String printed = new String(Command.require(new byte[0], words), StandardCharsets.US_ASCII);
        Matcher matcher = result.matcher(printed);
        if (!matcher.find()) {
            throw new IllegalStateException("openssl speed printed no such result: " + printed);
        }
        return Double.parseDouble(matcher.group(1));
    }

    /** Messages a second for a recipient with an RSA key. */
    double rsaMessages(int size) {
        return 1 / (body(size) + 1 / rsa);
    }

    /** Messages a second for a recipient with a Curve25519 key. */
    double curveMessages(int size) {
        return 1 / (body(size) + 2 / agreement);
    }

    private double body(int size) {
        return size / cipher + size / digest;
    }
}

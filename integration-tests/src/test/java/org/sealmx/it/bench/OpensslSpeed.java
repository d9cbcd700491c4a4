package org.sealmx.it.bench;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sealmx.it.harness.Command;

/**
 * The most that the machine can do for a message of one size according to {@code openssl speed}: one pass each of
 * AES-256-CFB and SHA-1 over the text, and the public-key operations. It leaves out armor, MIME and copying, so no
 * program reaches it.
 *
 * @param cipher octets per second of AES-256-CFB
 * @param digest octets per second of SHA-1
 * @param rsa operations per second with an RSA-4096 public key
 * @param agreement operations per second of X25519, of which sealing needs two
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

    /** Messages per second for a recipient with an RSA key. */
    double rsaMessages(int size) {
        return 1 / (body(size) + 1 / rsa);
    }

    /** Messages per second for a recipient with a Curve25519 key. */
    double curveMessages(int size) {
        return 1 / (body(size) + 2 / agreement);
    }

    private double body(int size) {
        return size / cipher + size / digest;
    }
}

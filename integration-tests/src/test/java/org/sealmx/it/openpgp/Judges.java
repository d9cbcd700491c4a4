package org.sealmx.it.openpgp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.sealmx.certificate.CertificateEvaluation;
import org.sealmx.certificate.EncryptionSubkey;
import org.sealmx.certificate.UsableOpenPgp;
import org.sealmx.it.harness.Command;
import org.sealmx.it.harness.Gpg;
import org.sealmx.it.harness.OpenPgpPackets;
import org.sealmx.it.harness.WorkFolder;
import org.sealmx.openpgp.certificate.CertificateReader;

/**
 * The programs that judge certificates: the product, gpg and sq. A verdict lists the numbers of the keys to which mail
 * is encrypted, 0 for the primary key, or says in words why there are none. gpg and sq have to encrypt a message, since
 * that is what counts.
 */
final class Judges {

    /** The verdict of gpg and sq when they do not encrypt. */
    static final String REFUSES = "refuses";

    private static final byte[] TEXT = "text".getBytes(StandardCharsets.US_ASCII);

    private Judges() {}

    /** The product's verdict. */
    static String product(Certificate certificate, Instant at) {
        CertificateEvaluation evaluation =
                new CertificateReader().read(List.of(certificate.armored())).evaluate(at);
        return evaluation instanceof UsableOpenPgp usable
                ? numbers(
                        certificate,
                        usable.recipients().stream()
                                .map(EncryptionSubkey::fingerprint)
                                .toList())
                : evaluation instanceof CertificateEvaluation.Obstacle obstacle
                        ? named(certificate, obstacle.fingerprint(), obstacle.reason())
                        : evaluation instanceof CertificateEvaluation.Malformed malformed
                                ? named(
                                        certificate,
                                        malformed.fingerprint().orElse("(none)"),
                                        "malformed: " + malformed.problem())
                                : evaluation.describe();
    }

    /** The words, with the fingerprint if it is not that of the certificate. */
    private static String named(Certificate certificate, String fingerprint, String words) {
        return fingerprint.equals(certificate.fingerprints().get(0)) ? words : words + " of " + fingerprint;
    }

    /** gpg's verdict at the present time. */
    static String gpg(Certificate certificate) throws IOException, InterruptedException {
        try (Gpg gpg = new Gpg();
                WorkFolder folder = new WorkFolder("judge")) {
            Path file = Files.write(folder.resolve("certificate"), certificate.binary());
            Path text = Files.write(folder.resolve("text"), TEXT);
            byte[] message;
            try {
                gpg.at(Instant.now(), "--import", file.toString());
                List<String> options = new ArrayList<>(List.of("--armor", "--trust-model", "always", "--output", "-"));
                options.addAll(List.of("--recipient", certificate.fingerprints().get(0)));
                options.addAll(List.of("--encrypt", text.toString()));
                message = gpg.at(Instant.now(), options.toArray(String[]::new));
            } catch (IOException e) {
                return REFUSES;
            }
            return recipients(certificate, message);
        }
    }

    /** sq's verdict at the present time: its option for another time does not apply to recipients. */
    static String sq(Certificate certificate) throws IOException, InterruptedException {
        try (WorkFolder folder = new WorkFolder("judge")) {
            Path file = Files.write(folder.resolve("certificate"), certificate.binary());
            List<String> words = List.of("sq", "encrypt", "--compression", "none", "--recipient-cert", file.toString());
            Command.Result result = Command.run(TEXT, words);
            return result.exitCode() == 0 ? recipients(certificate, result.output()) : REFUSES;
        }
    }

    private static String recipients(Certificate certificate, byte[] message) throws IOException, InterruptedException {
        return numbers(
                certificate,
                OpenPgpPackets.parse(message).sessionKeys().stream()
                        .map(packet -> HexFormat.of().formatHex(Arrays.copyOfRange(packet, 1, 9)))
                        .toList());
    }

    private static String numbers(Certificate certificate, List<String> keys) {
        List<String> all = certificate.fingerprints();
        TreeSet<Integer> numbers = new TreeSet<>();
        for (String key : keys) {
            for (int i = 0; i < all.size(); i++) {
                if (all.get(i).endsWith(key)) {
                    numbers.add(i);
                }
            }
        }
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}

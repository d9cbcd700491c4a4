package org.sealmx.it.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.bouncycastle.openpgp.api.OpenPGPCertificate;
import org.bouncycastle.openpgp.api.OpenPGPMessageGenerator;
import org.bouncycastle.openpgp.api.OpenPGPMessageOutputStream;
import org.bouncycastle.openpgp.api.bc.BcOpenPGPApi;
import org.sealmx.certificate.CertificateEvaluation;
import org.sealmx.it.harness.Gpg;
import org.sealmx.it.harness.ServerPaths;
import org.sealmx.it.harness.Sq;
import org.sealmx.it.harness.TestKey;
import org.sealmx.it.harness.WorkFolder;
import org.sealmx.octets.ReceivedMessage;
import org.sealmx.openpgp.certificate.CertificateReader;
import org.sealmx.openpgp.certificate.TestKeys;
import org.sealmx.sealing.MessageSealer;
import org.sealmx.sealing.SealingShare;
import org.sealmx.sealing.TraceFields;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.ReversePath;

/**
 * Measures how many messages can be sealed per second of processor time, compared with the library's own generator,
 * gpg, sq, and what the machine can do according to {@code openssl speed}. SealMX creates the whole PGP/MIME message
 * with its header protected; the others create an armored OpenPGP message of the same octets. Prints the table and
 * draws the plot in {@code docs/bench}.
 */
public final class OpenPgpBench {

    private static final int[] SIZES = {10_000, 100_000, 1_000_000, 10_000_000};
    private static final List<String> SIZE_NAMES = List.of("10 kB", "100 kB", "1 MB", "10 MB");
    private static final String HEADER = """
            From: a@example.net\r
            Subject: x\r
            Message-ID: <1@example.net>\r
            Content-Type: application/octet-stream\r
            Content-Transfer-Encoding: base64\r
            \r
            """;
    private static final String OURS = "SealMX";
    private static final String SHARED = "SealMX, a further recipient of the message";
    private static final String LIBRARY = "Bouncy Castle's message generator";
    private static final String GPG = "gpg, a process each, no compression";
    private static final String GPG_ZIP = "gpg, a process each, as it comes";
    private static final String SQ = "sq, a process each, no compression";
    private static final String LIMIT = "the machine's limit (openssl speed)";

    private final WorkFolder folder;
    private final Gpg gpg;

    private OpenPgpBench(WorkFolder folder, Gpg gpg) {
        this.folder = folder;
        this.gpg = gpg;
    }

    /** @param arguments none */
    public static void main(String[] arguments) throws Exception {
        try (WorkFolder folder = new WorkFolder("bench");
                Gpg gpg = new Gpg()) {
            OpenPgpBench bench = new OpenPgpBench(folder, gpg);
            Report report = new Report(SIZE_NAMES);
            TestKey curve = Sq.generate(folder, "curve@example.org");
            gpg.add(curve);
            report.section("Curve25519", bench.measure(curve, false));
            report.section("RSA-4096", bench.measure(gpg.generateRsa(folder, "rsa@example.org", 4096), true));
            report.section("ML-KEM-768 and X25519", bench.measureOurs(fixture(folder, TestKeys.postQuantum6())));
            report.section("ML-KEM-1024 and X448", bench.measureOurs(fixture(folder, TestKeys.postQuantum1024())));
            report.print(OURS);
            Path docs = ServerPaths.root().resolve("docs/bench");
            Files.writeString(docs.resolve("sealing.svg"), report.plot());
        }
    }

    private static TestKey fixture(WorkFolder folder, org.sealmx.openpgp.certificate.TestKey key) {
        return new TestKey("fixture@example.org", folder.resolve("none"), key.armoredCertificate());
    }

    /** For keys that the other programs do not know. */
    private List<Series> measureOurs(TestKey key) throws Exception {
        return List.of(
                row(OURS, size -> CpuTime.perSecond(sealing(key, size, true))),
                row(SHARED, size -> CpuTime.perSecond(sealing(key, size, false))),
                row(LIBRARY, size -> CpuTime.perSecond(library(key, size))));
    }

    private List<Series> measure(TestKey key, boolean rsa) throws Exception {
        List<Series> series = new ArrayList<>();
        Path certificate = Files.writeString(folder.resolve(key.address() + ".cert.asc"), key.certificate());
        series.add(row(OURS, size -> CpuTime.perSecond(sealing(key, size, true))));
        series.add(row(SHARED, size -> CpuTime.perSecond(sealing(key, size, false))));
        series.add(row(LIBRARY, size -> CpuTime.perSecond(library(key, size))));
        series.add(row(GPG, size -> CpuTime.perSecond(runs(size), gpgWords(key, size, "-z", "0"))));
        series.add(row(GPG_ZIP, size -> CpuTime.perSecond(runs(size), gpgWords(key, size))));
        series.add(row(
                SQ,
                size -> CpuTime.perSecond(
                        runs(size),
                        List.of(
                                "sq",
                                "encrypt",
                                "--compression",
                                "none",
                                "--recipient-cert",
                                certificate.toString(),
                                text(size).toString()))));
        series.add(row(LIMIT, size -> {
            OpensslSpeed speed = OpensslSpeed.measure(size);
            return rsa ? speed.rsaMessages(size) : speed.curveMessages(size);
        }));
        return series;
    }

    private interface Measurement {
        double of(int size) throws Exception;
    }

    private static Series row(String name, Measurement measurement) throws Exception {
        List<Double> values = new ArrayList<>();
        for (int size : SIZES) {
            values.add(measurement.of(size));
        }
        System.out.println("  measured: " + name);
        return new Series(name, values);
    }

    private static int runs(int size) {
        return size > 1_000_000 ? 3 : 30;
    }

    /** @param alone whether the body is encrypted for every message, or only once, as in one transaction */
    private static CpuTime.Work sealing(TestKey key, int size, boolean alone) throws Exception {
        CertificateEvaluation evaluation =
                new CertificateReader().read(List.of(key.certificate())).evaluate(Instant.now());
        if (!(evaluation instanceof CertificateEvaluation.Usable usable)) {
            throw new IllegalStateException("the certificate cannot be used: " + evaluation);
        }
        MessageSealer sealer = new MessageSealer(new SecureRandom());
        TraceFields trace = new TraceFields(
                ReversePath.of(EmailAddress.of("sender@example.net")),
                EmailAddress.of(key.address()),
                "from mx.example.org by backend.example.org with LMTP id 42; Sun, 1 Jun 2025 12:00:00 +0000",
                "0123456789abcdef");
        ReceivedMessage message = ReceivedMessage.of(octets(size));
        SealingShare transaction = new SealingShare();
        return () -> sealer.seal(message, usable, trace, alone ? new SealingShare() : transaction)
                .open()
                .transferTo(OutputStream.nullOutputStream());
    }

    private static CpuTime.Work library(TestKey key, int size) throws IOException {
        BcOpenPGPApi api = new BcOpenPGPApi();
        OpenPGPCertificate certificate = api.readKeyOrCertificate().parseCertificate(key.certificate());
        byte[] octets = octets(size);
        return () -> {
            OpenPGPMessageGenerator generator = api.signAndOrEncryptMessage().addEncryptionCertificate(certificate);
            try (OpenPGPMessageOutputStream out = generator.open(OutputStream.nullOutputStream())) {
                out.write(octets);
            }
        };
    }

    private List<String> gpgWords(TestKey key, int size, String... options) throws IOException {
        List<String> words =
                new ArrayList<>(List.of("gpg", "--homedir", gpg.home().toString(), "--batch", "--no-tty"));
        words.addAll(List.of("--quiet", "--yes", "--trust-model", "always", "--armor"));
        words.addAll(List.of(options));
        words.addAll(List.of(
                "--recipient",
                key.address(),
                "--output",
                "-",
                "--encrypt",
                text(size).toString()));
        return words;
    }

    private Path text(int size) throws IOException {
        Path file = folder.resolve("text-" + size);
        return Files.exists(file) ? file : Files.write(file, octets(size));
    }

    /** A message whose body is a base64 attachment, like most large mail. */
    private static byte[] octets(int size) {
        StringBuilder text = new StringBuilder(HEADER);
        Random random = new Random(size);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        while (text.length() < size) {
            for (int i = 0; i < 76; i++) {
                text.append(alphabet.charAt(random.nextInt(64)));
            }
            text.append("\r\n");
        }
        return text.substring(0, size).getBytes(StandardCharsets.US_ASCII);
    }
}

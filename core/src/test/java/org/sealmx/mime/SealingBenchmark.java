package org.sealmx.mime;

import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.bouncycastle.openpgp.api.OpenPGPCertificate;
import org.bouncycastle.openpgp.api.OpenPGPMessageGenerator;
import org.bouncycastle.openpgp.api.OpenPGPMessageOutputStream;
import org.bouncycastle.openpgp.api.bc.BcOpenPGPApi;
import org.sealmx.openpgp.TestKey;
import org.sealmx.openpgp.TestKeys;

/**
 * Prints how many messages one CPU second seals: run it by hand with the test class path. Sealing includes everything up to the last
 * octet of the sealed message; its digest costs another pass over it. The library default is its own message generator with its armor, without MIME.
 */
public final class SealingBenchmark {

    private static final int[] SIZES = {10_000, 100_000, 1_000_000, 10_000_000};
    private static final long ROUND_NANOS = 3_000_000_000L;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private SealingBenchmark() {}

    private interface Work {
        void run() throws Exception;
    }

    /** @param arguments none */
    public static void main(String[] arguments) throws Exception {
        System.out.println("messages per CPU second, sizes " + Arrays.toString(SIZES));
        print("version 1 body, Curve25519", TestKeys.curve25519());
        print("version 1 body, RSA-4096", TestKeys.rsa4096());
        print("version 2 body, X25519", TestKeys.version6());
        printShared();
        printLibrary(TestKeys.curve25519());
    }

    private static void print(String name, TestKey key) throws Exception {
        MessageSealer sealer = new MessageSealer(new SecureRandom());
        var usable = key.usable();
        List<String> row = new ArrayList<>();
        for (int size : SIZES) {
            ReceivedMessage message = message(size);
            row.add(perSecond(() -> {
                SealedMessage sealed = sealer.seal(message, usable, Sealing.trace(), new SealingShare());
                sealed.open().transferTo(OutputStream.nullOutputStream());
            }));
        }
        System.out.println(name + ": " + String.join("  ", row));
    }

    private static void printShared() throws Exception {
        MessageSealer sealer = new MessageSealer(new SecureRandom());
        var usable = TestKeys.curve25519().usable();
        List<String> row = new ArrayList<>();
        for (int size : SIZES) {
            ReceivedMessage message = message(size);
            SealingShare share = new SealingShare();
            row.add(perSecond(() -> {
                SealedMessage sealed = sealer.seal(message, usable, Sealing.trace(), share);
                sealed.open().transferTo(OutputStream.nullOutputStream());
            }));
        }
        System.out.println("each further recipient that shares the body: " + String.join("  ", row));
    }

    private static void printLibrary(TestKey key) throws Exception {
        BcOpenPGPApi api = new BcOpenPGPApi();
        OpenPGPCertificate certificate = api.readKeyOrCertificate().parseCertificate(key.armoredCertificate());
        List<String> row = new ArrayList<>();
        for (int size : SIZES) {
            byte[] text = message(size).open().readAllBytes();
            row.add(perSecond(() -> {
                OpenPGPMessageGenerator generator =
                        api.signAndOrEncryptMessage().addEncryptionCertificate(certificate);
                try (OpenPGPMessageOutputStream out = generator.open(OutputStream.nullOutputStream())) {
                    out.write(text);
                }
            }));
        }
        System.out.println("library default: " + String.join("  ", row));
    }

    private static String perSecond(Work work) throws Exception {
        measure(work);
        return String.format("%8.1f", measure(work));
    }

    private static double measure(Work work) throws Exception {
        long start = THREADS.getCurrentThreadCpuTime();
        long used = 0;
        int count = 0;
        while (used < ROUND_NANOS || count < 3) {
            work.run();
            count++;
            used = THREADS.getCurrentThreadCpuTime() - start;
        }
        return count * 1e9 / used;
    }

    private static ReceivedMessage message(int size) {
        byte[] body = new byte[size];
        new Random(size).nextBytes(body);
        byte[] header = "From: a@example.org\r\nSubject: a\r\nContent-Type: application/octet-stream\r\n\r\n"
                .getBytes(StandardCharsets.US_ASCII);
        ReceivedMessage.Builder builder = new ReceivedMessage.Builder();
        builder.append(header, 0, header.length);
        builder.append(body, 0, body.length);
        return builder.build();
    }
}

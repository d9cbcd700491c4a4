package org.sealmx.sealing;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Collections;
import java.util.Random;
import java.util.stream.Stream;
import org.sealmx.certificate.CipherSuite;
import org.sealmx.octets.ReceivedMessage;
import org.sealmx.openpgp.certificate.TestKey;
import org.sealmx.openpgp.certificate.TestKeys;
import org.sealmx.openpgp.encryption.ArmoredMessage;
import org.sealmx.openpgp.encryption.BodyEncryptor;
import org.sealmx.openpgp.encryption.EncryptedBody;

/**
 * Seals one message of 50 MB and reads the stored message to the end, to find out how much heap that takes besides the
 * received octets. {@code bench.sh heap} runs it with different {@code -Xmx}. It prints the received octets and the
 * available heap; with too little heap it fails.
 */
public final class SealingHeap {

    private static final int SIZE = 50_000_000;
    private static final int PART = 64 * 1024;

    private SealingHeap() {}

    /** @param arguments {@code receive}, {@code seal} or {@code keep}: what to do with the message */
    public static void main(String[] arguments) throws Exception {
        TestKey key = TestKeys.curve25519();
        ReceivedMessage message = arguments[0].equals("keep") ? encrypted(key) : received();
        if (!arguments[0].equals("receive")) {
            SealedMessage sealed = new MessageSealer(new SecureRandom())
                    .seal(message, key.usable(), Sealing.trace(), new SealingShare());
            sealed.sha256();
            long stored = sealed.open().transferTo(OutputStream.nullOutputStream());
            System.out.println("stored " + stored + ", " + sealed);
        }
        System.out.println(
                "received " + message.size() + ", heap " + Runtime.getRuntime().maxMemory());
    }

    private static ReceivedMessage received() {
        ReceivedMessage.Builder builder = new ReceivedMessage.Builder();
        append(builder, "From: a@example.org\r\nContent-Type: application/octet-stream\r\n\r\n");
        byte[] part = new byte[PART];
        Random random = new Random(1);
        while (builder.size() < SIZE) {
            random.nextBytes(part);
            builder.append(part, 0, part.length);
        }
        return builder.build();
    }

    /** A message of about the same size that is already encrypted to the key. */
    private static ReceivedMessage encrypted(TestKey key) throws Exception {
        SecureRandom random = new SecureRandom();
        ReceivedMessage.Builder builder = new ReceivedMessage.Builder();
        String[] frame = EncryptedMail.message("ARMOR").split("ARMOR", -1);
        append(builder, frame[0]);
        try (InputStream zeros = zeros(SIZE / 4 * 3);
                EncryptedBody body =
                        new BodyEncryptor(random).encrypt(zeros, Long.MAX_VALUE, CipherSuite.SEIPD_V1_AES256)) {
            byte[] sessionKey = body.wrapFor(key.usable().recipients().get(0), random);
            InputStream armor = new ArmoredMessage(sessionKey, body).open();
            byte[] part = new byte[PART];
            for (int got = armor.read(part); got >= 0; got = armor.read(part)) {
                builder.append(part, 0, got);
            }
        }
        append(builder, frame[1]);
        return builder.build();
    }

    private static InputStream zeros(int size) {
        byte[] part = new byte[PART];
        return new SequenceInputStream(Collections.enumeration(Stream.generate(() -> new ByteArrayInputStream(part))
                .limit(size / PART)
                .toList()));
    }

    private static void append(ReceivedMessage.Builder builder, String text) {
        byte[] octets = text.getBytes(StandardCharsets.ISO_8859_1);
        builder.append(octets, 0, octets.length);
    }
}

package org.sealmx.it.openpgp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sealmx.certificate.CipherSuite;
import org.sealmx.certificate.EncryptionSubkey;
import org.sealmx.certificate.SeipdV2;
import org.sealmx.certificate.UsableOpenPgp;
import org.sealmx.it.harness.TestKey;
import org.sealmx.it.harness.WorkFolder;
import org.sealmx.openpgp.certificate.CertificateReader;
import org.sealmx.openpgp.encryption.ArmoredMessage;
import org.sealmx.openpgp.encryption.BodyEncryptor;
import org.sealmx.openpgp.encryption.EncryptedBody;
import org.sealmx.openpgp.encryption.EncryptionSubkeys;

/**
 * Every program that can read the product's messages opens them octet for octet, for keys of every kind and messages of
 * every size.
 */
class EveryProgramIT {

    private static final List<Integer> SIZES = List.of(1, 15, 16, 17, 65_535, 65_536, 65_537, 1_000_000, 20_000_000);

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final BodyEncryptor ENCRYPTOR = new BodyEncryptor(RANDOM);
    private static final OpenedTable OPENED = new OpenedTable();

    static List<Recipient> recipients() {
        return Recipients.all();
    }

    @AfterAll
    static void printWhatWasOpened() {
        System.out.println(OPENED);
    }

    @ParameterizedTest
    @MethodSource("recipients")
    void openedMessagesShouldBeTheOriginals(Recipient recipient) throws Exception {
        try (WorkFolder folder = new WorkFolder("matrix")) {
            TestKey key = recipient.maker().make(folder);
            List<Path> messages = new ArrayList<>();
            for (int size : SIZES) {
                messages.add(seal(folder, key, size, recipient.bodyVersion()));
            }
            for (Program program : Program.values()) {
                if (recipient.readers().contains(program)) {
                    program.open(key, messages);
                    requireOriginals(messages);
                    OPENED.add(recipient, program, messages.size());
                } else if (opens(program, key, messages.get(0))) {
                    requireOriginals(messages.subList(0, 1));
                    OPENED.add(recipient, program, 1);
                }
            }
        }
    }

    /**
     * Encrypts random octets with the ciphers that the certificate asks for, and saves the octets beside the message.
     */
    private static Path seal(WorkFolder folder, TestKey key, int size, int bodyVersion) throws Exception {
        byte[] octets = new byte[size];
        new Random(size).nextBytes(octets);
        UsableOpenPgp usable = (UsableOpenPgp)
                new CertificateReader().read(List.of(key.certificate())).evaluate(Instant.now());
        List<EncryptionSubkey> subkeys = EncryptionSubkeys.STRONGEST.of(usable.recipients());
        CipherSuite suite = CipherSuite.forAll(subkeys, SeipdV2.ADVERTISED);
        assertThat(suite.packetVersion()).isEqualTo(bodyVersion);
        EncryptedBody body = ENCRYPTOR.encrypt(new ByteArrayInputStream(octets), Long.MAX_VALUE, suite);
        ByteArrayOutputStream sessionKeys = new ByteArrayOutputStream();
        for (EncryptionSubkey subkey : subkeys) {
            sessionKeys.writeBytes(body.wrapFor(subkey, RANDOM));
        }
        Path message = folder.resolve(size + ".asc");
        try (InputStream armored = new ArmoredMessage(sessionKeys.toByteArray(), body).open()) {
            Files.copy(armored, message);
        }
        Files.write(original(message), octets);
        return message;
    }

    private static boolean opens(Program program, TestKey key, Path message) throws Exception {
        try {
            program.open(key, List.of(message));
            return true;
        } catch (IOException e) {
            // a program may have written part of it
            Files.deleteIfExists(opened(message));
            return false;
        }
    }

    private static void requireOriginals(List<Path> messages) throws IOException {
        for (Path message : messages) {
            Path opened = opened(message);
            assertThat(Files.mismatch(opened, original(message)))
                    .as("%s differs from the original at", opened.getFileName())
                    .isEqualTo(-1);
            Files.delete(opened);
        }
    }

    private static Path opened(Path message) {
        return Path.of(message.toString().replaceFirst("\\.asc$", ""));
    }

    private static Path original(Path message) {
        return Path.of(message + ".original");
    }
}

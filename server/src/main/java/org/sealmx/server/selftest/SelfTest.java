package org.sealmx.server.selftest;

import com.google.errorprone.annotations.ThreadSafe;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.bouncycastle.openpgp.PGPException;
import org.sealmx.certificate.CertificateEvaluation;
import org.sealmx.octets.ReceivedMessage;
import org.sealmx.openpgp.certificate.CertificateReader;
import org.sealmx.sealing.MessageSealer;
import org.sealmx.sealing.SealedMessage;
import org.sealmx.sealing.SealingException;
import org.sealmx.sealing.SealingShare;
import org.sealmx.sealing.TraceFields;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.ReversePath;

/**
 * Goes the way of a message from a certificate to its owner: reads the certificate of a throw-away key, seals a message
 * that nobody can foresee to it, as the shipped chain does, and opens it with the key. Uses a sealer of its own, so it
 * is not counted among the seals, and waits for no other message.
 */
@ThreadSafe
@Singleton
public final class SelfTest {

    private static final String BEGIN = "-----BEGIN PGP MESSAGE-----";
    private static final String END = "-----END PGP MESSAGE-----";
    private static final int SECRET = 32;
    /** The clock may have been set back since the key was made. */
    private static final Duration AGE_OF_A_NEW_KEY = Duration.ofDays(1);

    @SuppressWarnings("ThreadSafe") // it is
    private final SecureRandom random;

    @SuppressWarnings("ThreadSafe") // clocks are
    private final Clock clock;

    private final MessageSealer sealer;

    @GuardedBy("this")
    private Optional<ThrowAwayKey> key = Optional.empty();

    /** Called by James' injector. The key is made at the first test. */
    @Inject
    public SelfTest(SecureRandom random, Clock clock) {
        this(random, clock, new MessageSealer(random));
    }

    SelfTest(SecureRandom random, Clock clock, MessageSealer sealer) {
        this.random = random;
        this.clock = clock;
        this.sealer = sealer;
    }

    /**
     * Runs the test, which takes some milliseconds.
     *
     * @return what is wrong, in one line without anything secret; empty when a sealed message can be opened
     */
    public Optional<String> problem() {
        byte[] octets = new byte[SECRET];
        random.nextBytes(octets);
        String secret = HexFormat.of().formatHex(octets);
        try {
            return problem(key(), secret);
        } catch (SealingException | PGPException | IOException | RuntimeException e) {
            return Optional.of(
                    "a message could not be sealed and opened: " + e.getClass().getName());
        }
    }

    private synchronized ThrowAwayKey key() throws PGPException {
        if (key.isEmpty()) {
            key = Optional.of(ThrowAwayKey.make(clock.instant().minus(AGE_OF_A_NEW_KEY)));
        }
        return key.get();
    }

    private Optional<String> problem(ThrowAwayKey recipient, String secret)
            throws SealingException, PGPException, IOException {
        Instant now = clock.instant();
        CertificateEvaluation evaluation =
                new CertificateReader().read(List.of(recipient.certificate())).evaluate(now);
        if (!(evaluation instanceof CertificateEvaluation.Usable usable)) {
            return Optional.of("the certificate of a new key is not usable: " + evaluation.describe());
        }
        String sealed = seal(usable, secret);
        if (sealed.contains(secret)) {
            return Optional.of("a sealed message has readable content");
        }
        String opened = new String(recipient.open(armor(sealed)), StandardCharsets.ISO_8859_1);
        return opened.contains("Subject: " + secret) && opened.contains("body " + secret)
                ? Optional.empty()
                : Optional.of("a sealed message opens, and has other content");
    }

    private String seal(CertificateEvaluation.Usable recipient, String secret) throws SealingException, IOException {
        ReceivedMessage message = ReceivedMessage.of(
                ("From: self-test@localhost\r\nSubject: " + secret + "\r\n\r\nbody " + secret + "\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        TraceFields trace = new TraceFields(
                ReversePath.nullPath(), EmailAddress.of("self-test@localhost"), "by SealMX for a self-test", "0");
        try (SealingShare share = new SealingShare()) {
            SealedMessage sealed = sealer.seal(message, recipient, trace, share);
            try (InputStream in = sealed.open()) {
                return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            }
        }
    }

    private static String armor(String sealed) throws PGPException {
        int begin = sealed.indexOf(BEGIN);
        int end = sealed.indexOf(END, begin);
        if (begin < 0 || end < 0) {
            throw new PGPException("there is no OpenPGP message");
        }
        return sealed.substring(begin, end + END.length()) + "\r\n";
    }
}

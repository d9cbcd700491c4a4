package org.sealmx.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sealmx.certificate.CertificateEvaluation.Usable;
import org.sealmx.smime.certificate.TestCertificates;

/** Messages that go on to another server. */
class OnwardTest {

    private static final String BEFORE = "Delivered-To: one@elsewhere.example\r\nReceived: x\r\n"
            + "Delivered-To: two@elsewhere.example\r\nFrom: sender@example.net\r\nSubject: Secret plan\r\n";

    static Stream<Usable> certificates() {
        return Stream.of(Sealing.KEY.usable(), TestCertificates.curve("P-256").usable());
    }

    private static TraceFields trace(boolean onward) {
        TraceFields of = Sealing.trace();
        return new TraceFields(of.returnPath(), of.deliveredTo(), of.received(), of.deliveryId(), onward);
    }

    private static String outer(String octets, Usable certificates, boolean onward, SealingShare share)
            throws SealingException {
        String sealed = SealedParts.text(new MessageSealer(new SecureRandom())
                .seal(Sealing.message(octets), certificates, trace(onward), share));
        return sealed.substring(0, sealed.indexOf("\r\n\r\n") + 2);
    }

    /** Return-Path is for final delivery (RFC 5321 section 4.4). */
    @ParameterizedTest
    @MethodSource("certificates")
    void headerShouldHaveNoReturnPathAndAllAddressesThatTheMessageWasDeliveredTo(Usable certificates)
            throws SealingException {
        String outer = outer(BEFORE + "\r\nHello\r\n", certificates, true, new SealingShare());
        assertThat(outer)
                .startsWith("Delivered-To: alice@example.org\r\nReceived: ")
                .doesNotContain("Return-Path");
        assertThat(outer.lines().filter(line -> line.startsWith("Delivered-To:")))
                .containsExactly(
                        "Delivered-To: alice@example.org",
                        "Delivered-To: one@elsewhere.example",
                        "Delivered-To: two@elsewhere.example");
    }

    @ParameterizedTest
    @MethodSource("certificates")
    void headerOfFinalDeliveryShouldHaveItsOwnOnly(Usable certificates) throws SealingException {
        String outer = outer(BEFORE + "\r\nHello\r\n", certificates, false, new SealingShare());
        assertThat(outer).startsWith("Return-Path: <sender@example.net>\r\n");
        assertThat(outer.lines().filter(line -> line.startsWith("Delivered-To:")))
                .containsExactly("Delivered-To: alice@example.org");
    }

    /** The record of the outer fields in the encrypted part (RFC 9788) has to be true for both. */
    @Test
    void ciphertextShouldNotBeSharedWithFinalDelivery() throws Exception {
        SealingShare share = new SealingShare();
        MessageSealer sealer = new MessageSealer(new SecureRandom());
        String message = BEFORE + "\r\nHello\r\n";
        SealedParts here = SealedParts.of(
                sealer.seal(Sealing.message(message), Sealing.KEY.usable(), trace(false), share), Sealing.KEY);
        SealedParts elsewhere = SealedParts.of(
                sealer.seal(Sealing.message(message), Sealing.KEY.usable(), trace(true), share), Sealing.KEY);
        assertThat(here.hpOuter()).noneMatch(field -> field.contains("Delivered-To"));
        assertThat(elsewhere.hpOuter())
                .contains("Delivered-To: one@elsewhere.example", "Delivered-To: two@elsewhere.example");
    }

    @Test
    void ciphertextThatIsKeptShouldKeepTheAddressesToo() throws Exception {
        String encrypted = SealedParts.text(new MessageSealer(new SecureRandom())
                .seal(Sealing.message("\r\nHello"), Sealing.KEY.usable(), trace(true), new SealingShare()));
        TraceFields of = Sealing.trace();
        SealedMessage again = new MessageSealer(new SecureRandom())
                .seal(
                        Sealing.message(encrypted),
                        Sealing.KEY.usable(),
                        new TraceFields(of.returnPath(), Sealing.address("next@example.com"), of.received(), "1", true),
                        new SealingShare());
        List<String> lines = SealedParts.text(again).lines().toList();
        assertThat(lines.get(0)).isEqualTo("Delivered-To: next@example.com");
        assertThat(lines).contains("Delivered-To: alice@example.org", "X-SealMX: kept; delivery=1");
    }

    /** A next hop need not offer 8BITMIME, whatever the body and the fields that go inside. */
    @ParameterizedTest
    @MethodSource("certificates")
    void sealedMessageShouldBeAsciiWhateverTheBody(Usable certificates) throws SealingException {
        StringBuilder body = new StringBuilder("From: sender@example.net\r\nSubject: grüße\r\n"
                + "Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: 8bit\r\n\r\n");
        for (char c = 0; c < 256; c++) {
            body.append(c);
        }
        String sealed = SealedParts.text(new MessageSealer(new SecureRandom())
                .seal(Sealing.message(body.toString()), certificates, trace(true), new SealingShare()));
        assertThat(sealed.chars()).allMatch(c -> c < 128);
        assertThat(sealed.split("\r\n", -1)).allMatch(line -> line.length() <= 998);
    }
}

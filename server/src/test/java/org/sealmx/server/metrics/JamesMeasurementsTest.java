package org.sealmx.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealmx.delivery.outcome.Reason;
import org.sealmx.delivery.outcome.RecipientOutcome;
import org.sealmx.measure.CertificateEnds;
import org.sealmx.measure.LookUp;
import org.sealmx.measure.SealKind;
import org.sealmx.measure.SizeClass;
import org.sealmx.measure.Stage;
import org.sealmx.server.lookup.table.CountedTable;
import org.sealmx.server.lookup.table.LookupAnswer;
import org.sealmx.server.lookup.table.LookupTable;
import org.sealmx.server.lookup.table.PostfixMap;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.Replies;
import org.sealmx.smtp.Reply;

class JamesMeasurementsTest {

    private final RecordedMetrics metrics = new RecordedMetrics();

    private static RecipientOutcome outcome(Reply reply, Stage stage, Reason reason) {
        return new RecipientOutcome(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                EmailAddress.of("alice@example.org"),
                List.of(),
                reply,
                Duration.ZERO,
                stage,
                List.of(),
                reason);
    }

    @Test
    void outcomesShouldBeCountedByStatusAndReason() {
        OutcomeCounters counters = new OutcomeCounters(metrics);
        counters.ended(outcome(Replies.STORED, Stage.STORE, Reason.STORED));
        counters.ended(outcome(Replies.STORED, Stage.STORE, Reason.STORED));
        counters.ended(outcome(Replies.NO_SUCH_ADDRESS, Stage.RCPT, Reason.UNKNOWN));
        counters.ended(outcome(Replies.OVER_QUOTA, Stage.POLICY, Reason.OVER_QUOTA));
        assertThat(metrics.counted())
                .isEqualTo(Map.of(
                        "sealmx.recipients.sent", 2L,
                        "sealmx.reasons.sent.stored", 2L,
                        "sealmx.recipients.bounced", 1L,
                        "sealmx.recipients-at-rcpt.bounced", 1L,
                        "sealmx.reasons.bounced.unknown", 1L,
                        "sealmx.recipients.deferred", 1L,
                        "sealmx.reasons.deferred.over-quota", 1L));
    }

    @Test
    void everyReasonShouldBeCountedWithEveryStatusThatItCanHave() {
        OutcomeCounters counters = new OutcomeCounters(metrics);
        for (Reason reason : Reason.values()) {
            if (reason.isSuccess()) {
                counters.ended(outcome(Replies.STORED, Stage.STORE, reason));
            } else {
                counters.ended(outcome(Replies.NO_SUCH_ADDRESS, Stage.STORE, reason));
                counters.ended(outcome(Replies.OVER_QUOTA, Stage.STORE, reason));
            }
        }
        assertThat(metrics.counted().keySet())
                .containsAll(metrics.counters().stream()
                        .filter(name -> !name.contains("-at-rcpt."))
                        .toList());
    }

    @Test
    void lookUpsSealsAndStagesShouldBeCounted() {
        JamesMeasurements measurements = new JamesMeasurements(metrics, metrics);
        measurements.lookedUp(LookUp.FOUND);
        measurements.lookedUp(LookUp.FOUND);
        measurements.sealed(SealKind.PGP_MIME, 100);
        measurements.sealed(SealKind.SMIME, 17 << 20);
        measurements.begin(Stage.SEAL).close();

        assertThat(metrics.gauge("sealmx.look-ups.found")).isEqualTo(2L);
        assertThat(metrics.gauge("sealmx.look-ups.unknown")).isEqualTo(0L);
        assertThat(metrics.counted())
                .isEqualTo(Map.of("sealmx.seals.pgp-mime.up-to-64-kib", 1L, "sealmx.seals.smime.larger", 1L));
        assertThat(metrics.timed()).isEqualTo(Map.of("sealmx.stage.seal", 1L));
    }

    @Test
    void lookUpsOfPostfixShouldBeCountedByMapAndResult() {
        LookupCounters counters = new LookupCounters(metrics);
        assertThat(metrics.counters()).hasSize(8 * 4);
        LookupTable table = key -> switch (key) {
            case "a" -> new LookupAnswer.Found("1");
            case "b" -> new LookupAnswer.NotFound();
            case "c" -> new LookupAnswer.Unavailable("later");
            case "e" -> new LookupAnswer.Deferred("no certificate");
            default -> throw new IllegalStateException("as scripted");
        };
        CountedTable alias = new CountedTable(PostfixMap.SOCKETMAP_ALIAS, table, counters);
        assertThat(alias.find("a")).isEqualTo(new LookupAnswer.Found("1"));
        alias.find("b");
        alias.find("b");
        alias.find("c");
        alias.find("e");
        assertThatThrownBy(() -> alias.find("d")).isInstanceOf(IllegalStateException.class);
        new CountedTable(PostfixMap.TCP_TABLE_ALIAS, table, counters).find("a");
        assertThat(metrics.counted())
                .isEqualTo(Map.of(
                        "sealmx.postfix.socketmap.alias.found", 1L,
                        "sealmx.postfix.socketmap.alias.not-found", 2L,
                        "sealmx.postfix.socketmap.alias.deferred", 1L,
                        "sealmx.postfix.socketmap.alias.unavailable", 2L,
                        "sealmx.postfix.tcp-table.alias.found", 1L));
    }

    @ParameterizedTest
    @CsvSource({
        "0, UP_TO_64_KIB",
        "65536, UP_TO_64_KIB",
        "65537, UP_TO_1_MIB",
        "1048576, UP_TO_1_MIB",
        "16777216, UP_TO_16_MIB",
        "16777217, LARGER"
    })
    void sizesShouldBeInClasses(long octets, SizeClass expected) {
        assertThat(SizeClass.of(octets)).isEqualTo(expected);
    }

    @Test
    void daysToTheNextEndShouldBeCountedFromNow() {
        Instant now = Instant.parse("2026-11-29T12:00:00Z");
        CertificateEnds ends = new CertificateEnds() {
            @Override
            public Optional<Instant> next() {
                return Optional.of(now.plus(Duration.ofHours(36)));
            }

            @Override
            public int by(Instant instant) {
                return instant.equals(now.plus(Duration.ofDays(30))) ? 3 : 0;
            }
        };
        CertificateGauges.register(metrics, () -> ends, Clock.fixed(now, ZoneOffset.UTC));
        assertThat(metrics.gauge("sealmx.certificates.days-to-next-end")).isEqualTo(1.5);
        assertThat(metrics.gauge("sealmx.certificates.ending-within-30-days")).isEqualTo(3);
    }

    @Test
    void daysShouldBeNoNumberWhenNothingIsKnown() {
        CertificateGauges.register(metrics, CertificateEnds::unknown, Clock.systemUTC());
        assertThat((double) metrics.gauge("sealmx.certificates.days-to-next-end"))
                .isNaN();
    }
}

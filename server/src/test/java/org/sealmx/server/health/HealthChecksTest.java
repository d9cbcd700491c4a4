package org.sealmx.server.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.james.core.healthcheck.HealthCheck;
import org.apache.james.core.healthcheck.Result;
import org.junit.jupiter.api.Test;
import org.sealmx.delivery.forward.NoForwards;
import org.sealmx.delivery.store.SealedDelivery;
import org.sealmx.delivery.store.SealedStore;
import org.sealmx.delivery.store.StorePromise;
import org.sealmx.delivery.store.StoreResult;
import org.sealmx.measure.CertificateEnds;
import org.sealmx.sealing.SealingFormat;
import org.sealmx.server.selftest.SelfTest;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

class HealthChecksTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-29T12:00:00Z"), ZoneOffset.UTC);

    private static Result result(HealthCheck check) {
        return Mono.from(check.check()).blockOptional().orElseThrow();
    }

    private static SealedStore store(Optional<String> problem) {
        return new SealedStore() {
            @Override
            public String name() {
                return "scripted";
            }

            @Override
            public SealingFormat format() {
                return SealingFormat.MIME;
            }

            @Override
            public Set<StorePromise> promises() {
                return Set.of();
            }

            @Override
            public StoreResult store(SealedDelivery delivery) {
                throw new AssertionError("a health check stores nothing");
            }

            @Override
            public Optional<String> problem() {
                return problem;
            }
        };
    }

    private static CertificateEnds ends(Duration... left) {
        List<Instant> ends =
                Arrays.stream(left).map(CLOCK.instant()::plus).sorted().toList();
        return new CertificateEnds() {
            @Override
            public Optional<Instant> next() {
                return ends.stream().findFirst();
            }

            @Override
            public int by(Instant instant) {
                return (int) ends.stream().filter(end -> !end.isAfter(instant)).count();
            }
        };
    }

    @Test
    void storeShouldBeDegradedWhileItDoesNotAnswer() {
        assertThat(result(new StoreHealthCheck(() -> store(Optional.empty()))).isHealthy())
                .isTrue();
        Result broken = result(new StoreHealthCheck(() -> store(Optional.of("it is away"))));
        assertThat(broken.isDegraded()).isTrue();
        assertThat(broken.getCause()).contains("it is away");
    }

    @Test
    void nextHopShouldBeHealthyWithoutForwards() {
        assertThat(result(new NextHopHealthCheck(NoForwards::new)).isHealthy()).isTrue();
        assertThat(result(new NextHopHealthCheck(() -> store(Optional.of("refused"))))
                        .getCause())
                .contains("refused");
    }

    @Test
    void certificatesShouldBeDegradedWhenTheLastOfAnAccountEndsSoon() {
        assertThat(result(new CertificatesHealthCheck(CertificateEnds::unknown, CLOCK))
                        .isHealthy())
                .isTrue();
        assertThat(result(new CertificatesHealthCheck(() -> ends(Duration.ofDays(8)), CLOCK))
                        .isHealthy())
                .isTrue();
        Result soon = result(new CertificatesHealthCheck(() -> ends(Duration.ofDays(8), Duration.ofDays(2)), CLOCK));
        assertThat(soon.isDegraded()).isTrue();
        assertThat(soon.getCause())
                .contains("1 account loses its last usable certificate within 7 days, the next on"
                        + " 2026-12-01T12:00:00Z; check --expires-within 7d lists them");
    }

    @Test
    void sealingShouldBeHealthy() {
        SelfTest test = new SelfTest(new SecureRandom(), Clock.systemUTC());
        assertThat(result(new SealingHealthCheck(() -> test)).isHealthy()).isTrue();
    }

    @Test
    void eachCheckShouldWaitOnAThreadThatMay() throws IOException {
        List<Boolean> mayNot = new CopyOnWriteArrayList<>();
        List<HealthCheck> checks = List.of(
                new DirectoryHealthCheck(() -> {
                    throw asked(mayNot);
                }),
                new StoreHealthCheck(() -> {
                    throw asked(mayNot);
                }),
                new NextHopHealthCheck(() -> {
                    throw asked(mayNot);
                }),
                new CertificatesHealthCheck(
                        () -> {
                            throw asked(mayNot);
                        },
                        CLOCK),
                new SealingHealthCheck(() -> {
                    throw asked(mayNot);
                }));

        // as James' PeriodicalHealthChecks asks them
        checks.forEach(check -> assertThatThrownBy(() -> Mono.defer(() -> Mono.from(check.check()))
                        .subscribeOn(Schedulers.parallel())
                        .block())
                .hasMessageContaining("asked"));
        assertThat(mayNot).hasSize(written().size()).containsOnly(false);
    }

    private static IllegalStateException asked(List<Boolean> mayNot) {
        mayNot.add(Schedulers.isInNonBlockingThread());
        return new IllegalStateException("asked");
    }

    @Test
    void shippedFileAndGuideShouldNameEachHealthCheck() throws IOException {
        List<String> written = written();
        Properties shipped = new Properties();
        try (var in = Files.newInputStream(Path.of("../james-conf/conf/healthcheck.properties"))) {
            shipped.load(in);
        }
        assertThat(shipped.getProperty("additional.healthchecks").split(",", -1))
                .containsExactlyInAnyOrderElementsOf(written);

        String guide = Files.readString(Path.of("../docs/OPERATING.md"));
        String health = guide.substring(guide.indexOf("\n## Health"), guide.indexOf("\n## Stopping"));
        Set<String> documented = Pattern.compile("(?m)^\\| `(SealMX [a-z ]+)` \\|")
                .matcher(health)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
        assertThat(documented)
                .containsExactlyInAnyOrder(
                        DirectoryHealthCheck.NAME.getName(),
                        StoreHealthCheck.NAME.getName(),
                        NextHopHealthCheck.NAME.getName(),
                        CertificatesHealthCheck.NAME.getName(),
                        SealingHealthCheck.NAME.getName())
                .hasSameSizeAs(written);
    }

    private static List<String> written() throws IOException {
        try (Stream<Path> sources = Files.list(Path.of("src/main/java/org/sealmx/server/health"))) {
            return sources.map(file -> file.getFileName().toString().replace(".java", ""))
                    .map(HealthChecksTest::type)
                    .filter(HealthCheck.class::isAssignableFrom)
                    .filter(type -> !Modifier.isAbstract(type.getModifiers()))
                    .map(Class::getName)
                    .toList();
        }
    }

    private static Class<?> type(String simpleName) {
        try {
            return Class.forName("org.sealmx.server.health." + simpleName.replace("package-info", "Checks"));
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }
}

package org.sealmx.server.guice;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.inject.Provider;
import javax.inject.Singleton;
import org.apache.james.filesystem.api.FileSystem;
import org.apache.james.metrics.api.GaugeRegistry;
import org.apache.james.metrics.api.MetricFactory;
import org.sealmx.delivery.outcome.OutcomeListener;
import org.sealmx.explain.RecentMail;
import org.sealmx.measure.CertificateEnds;
import org.sealmx.measure.Measurements;
import org.sealmx.notice.WaitingNotices;
import org.sealmx.server.config.LogHashKeyFile;
import org.sealmx.server.config.SealMxConfiguration;
import org.sealmx.server.lmtp.processing.OutcomeReport;
import org.sealmx.server.log.AddressHash;
import org.sealmx.server.log.OutcomeLog;
import org.sealmx.server.lookup.table.LookupCounter;
import org.sealmx.server.lookup.table.RefusalListener;
import org.sealmx.server.lookup.table.TurnedAway;
import org.sealmx.server.metrics.CertificateGauges;
import org.sealmx.server.metrics.JamesMeasurements;
import org.sealmx.server.metrics.LookupCounters;
import org.sealmx.server.metrics.MapRefusalCounters;
import org.sealmx.server.metrics.OutcomeCounters;
import org.sealmx.server.metrics.TurnedAwayCounters;

/** What logs and counts. */
final class NumbersModule extends AbstractModule {

    @Override
    protected void configure() {
        // its metrics exist from the start, also when there are no maps
        bind(MapRefusalCounters.class).asEagerSingleton();
    }

    @Provides
    @Singleton
    Measurements measurements(
            MetricFactory metrics, GaugeRegistry gauges, Provider<CertificateEnds> ends, Clock clock) {
        CertificateGauges.register(gauges, ends::get, clock);
        return new JamesMeasurements(metrics, gauges);
    }

    @Provides
    @Singleton
    LookupCounter lookups(MetricFactory metrics) {
        return new LookupCounters(metrics);
    }

    @Provides
    @Singleton
    TurnedAway turnedAway(MetricFactory metrics) {
        return new TurnedAwayCounters(metrics);
    }

    /** With maps, Postfix refuses recipients itself: no other outcome of them is ever seen here. */
    @Provides
    @Singleton
    RefusalListener refusals(
            MapRefusalCounters counters, RecentMail recent, Optional<WaitingNotices> waiting, Clock clock) {
        List<OutcomeListener> listeners = new ArrayList<>(List.of(counters, recent));
        waiting.ifPresent(listeners::add);
        OutcomeReport report = new OutcomeReport(OutcomeListener.all(listeners), clock);
        return (recipient, refused) -> report.refusedAtRcpt(recipient, refused, report.begin());
    }

    @Provides
    @Singleton
    AddressHash addressHash(SealMxConfiguration configuration, FileSystem files, SecureRandom random) {
        return new AddressHash(LogHashKeyFile.readOrMake(
                Paths.writable(files, configuration.outcomeLog().hashKey()), random));
    }

    @Provides
    @Singleton
    OutcomeListener outcomes(
            SealMxConfiguration configuration,
            AddressHash hash,
            MetricFactory metrics,
            RecentMail recent,
            Optional<WaitingNotices> waiting,
            Clock clock) {
        List<OutcomeListener> listeners = new ArrayList<>(List.of(
                new OutcomeLog(configuration.outcomeLog().format(), hash, configuration.logAddresses(), clock),
                new OutcomeCounters(metrics),
                recent));
        waiting.ifPresent(listeners::add);
        return OutcomeListener.all(listeners);
    }
}

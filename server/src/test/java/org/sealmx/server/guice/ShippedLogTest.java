package org.sealmx.server.guice;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.OutputStreamAppender;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealmx.server.config.StartUpException;
import org.sealmx.server.log.OutcomeLog;

/** What each appender of the shipped {@code logback.xml} writes. */
class ShippedLogTest {

    private static final Path SHIPPED = Path.of("..", "james-conf", "conf", "logback.xml");

    private final LoggerContext logback = new LoggerContext();

    @TempDir
    private Path folder;

    @BeforeEach
    void configure() throws Exception {
        logback.putProperty("sealmx.log.file", folder.resolve("sealmx.log").toString());
        logback.putProperty(
                "sealmx.log.outcomes", folder.resolve("outcomes.log").toString());
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(logback);
        configurator.doConfigure(SHIPPED.toFile());
    }

    @AfterEach
    void stop() {
        logback.stop();
    }

    private Map<String, String> written(Throwable failure) {
        Logger james = logback.getLogger(StartFailureLine.JAMES);
        LoggingEvent event = new LoggingEvent(
                Logger.class.getName(), james, Level.ERROR, "Fatal error while starting James", failure, new Object[0]);
        Map<String, String> written = new TreeMap<>();
        for (Logger logger : logback.getLoggerList()) {
            for (Iterator<Appender<ILoggingEvent>> all = logger.iteratorForAppenders(); all.hasNext(); ) {
                OutputStreamAppender<ILoggingEvent> appender = (OutputStreamAppender<ILoggingEvent>) all.next();
                byte[] octets = appender.getEncoder().encode(event);
                written.put(appender.getName(), new String(octets, StandardCharsets.UTF_8));
            }
        }
        return written;
    }

    @Test
    void eachAppenderShouldReplaceWhatLooksLikeAnAddress() {
        for (Throwable failure : new Throwable[] {
            new IllegalStateException("no user alice@example.org"),
            new IllegalStateException("outside", new StartUpException("postmaster@ leads to alice@example.org")),
            new IllegalStateException("alice@example.org", new IllegalArgumentException("<alice@example.org> is bad"))
        }) {
            assertThat(written(failure))
                    .hasSize(3)
                    .allSatisfy((name, text) -> assertThat(text).as(name).doesNotContain("alice", "@example"))
                    .hasEntrySatisfying("FILE", text -> assertThat(text).contains("[address]"))
                    .hasEntrySatisfying(
                            StartFailureLine.NAME, text -> assertThat(text).contains("[address]"));
        }
    }

    /** An address in it may go from one line to the next. */
    @Test
    void contentOfADamagedPageShouldBeLeftOut() {
        String page = """
                Invalid checksum on Page 4, page dump follows: Hex dump:
                00000530: 6161 6c69 6365 4065 7861 6d70 6c65 2e6f  aalice@example.o
                00000540: 7267 0000                                rg..
                """;

        assertThat(written(new IllegalStateException("outside", new IllegalArgumentException(page))))
                .hasSize(3)
                .allSatisfy((name, text) -> assertThat(text).as(name).doesNotContain("lice", "7267", "rg.."))
                .hasEntrySatisfying("FILE", text -> assertThat(text).contains("Invalid checksum on Page 4"))
                .hasEntrySatisfying(
                        StartFailureLine.NAME, text -> assertThat(text).contains("Invalid checksum on Page 4"));
        assertThat(written(new IllegalArgumentException(page)).get("FILE"))
                .contains("IllegalArgumentException", "\tat ");
    }

    @Test
    void outcomesShouldHaveAFileOfTheirOwnWithNothingElseInIt() {
        logback.setMDCAdapter(new LogbackMDCAdapter());
        logback.getLogger(OutcomeLog.LOGGER_NAME).info("delivery=1 to=a@b.example");
        logback.getLogger("org.sealmx.other").info("something else");

        assertThat(folder.resolve("outcomes.log")).hasContent("delivery=1 to=a@b.example");
        assertThat(folder.resolve("sealmx.log"))
                .content()
                .contains("something else")
                .doesNotContain("delivery=");
    }

    @Test
    void reasonShouldStayReadable() {
        assertThat(written(new StartUpException("the domain example.org has no postmaster@ at all")))
                .containsEntry(
                        StartFailureLine.NAME,
                        "sealmx: the domain example.org has no postmaster@ at all" + System.lineSeparator());
    }

    @Test
    void lineOfTheModuleShouldKnowWhatAnAddressIsHere() {
        assertThat(logback.getProperty(StartFailureLine.PATTERN)).contains("@");
    }
}

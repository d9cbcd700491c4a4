package org.sealmx.server.guice;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;
import org.sealmx.server.config.StartUpException;

class StartFailureLineTest {

    private final LoggerContext logback = new LoggerContext();
    private final ByteArrayOutputStream console = new ByteArrayOutputStream();

    private void listen() {
        StartFailureLine.listen(logback, new PrintStream(console, true, StandardCharsets.UTF_8));
    }

    private String said() {
        return console.toString(StandardCharsets.UTF_8);
    }

    private void fail(Throwable failure) {
        logback.getLogger(StartFailureLine.JAMES).error("Fatal error while starting James", failure);
    }

    @Test
    void whatSealMxSaysShouldCountWhereverItIsInTheChain() {
        listen();
        fail(new IllegalStateException(
                "many\nlines", new StartUpException("it is\n  wrong", new IllegalArgumentException("inside"))));

        assertThat(said()).isEqualTo("sealmx: it is wrong" + System.lineSeparator());
    }

    @Test
    void innermostCauseShouldBeSaidOfAllOthers() {
        listen();
        fail(new IllegalStateException("outside", new IllegalArgumentException("first\nsecond")));
        fail(new IllegalStateException(new ClassNotFoundException("com.example.Scan")));
        fail(new IllegalStateException("x".repeat(100_000)));

        assertThat(said().lines())
                .hasSize(3)
                .allMatch(line -> line.length() < 1100)
                .contains(
                        "sealmx: java.lang.IllegalArgumentException: first second",
                        "sealmx: com.example.Scan is neither in James nor in a jar of extensions-jars; check the name, and"
                                + " that its jar is there");
    }

    @Test
    void problemOfAFreshInstallationShouldBeSaidWithWhatToDo() {
        listen();
        fail(new BindException("Permission denied"));
        fail(new IllegalStateException(new NoSuchFileException("./conf/keystore")));
        fail(new IllegalStateException("CheckResult{name=JMAPConfigurationStartUpCheck, resultType=BAD}"));

        assertThat(said().lines())
                .containsExactly(
                        "sealmx: a server of James cannot listen on its port: Permission denied; look at <bind> in imapserver.xml"
                                + " and lmtpserver.xml and at port in webadmin.properties (another program may have the port,"
                                + " and those below 1024 need CAP_NET_BIND_SERVICE)",
                        "sealmx: there is no ./conf/keystore, which a server with TLS has as <keystore>; copy imapserver.xml of"
                                + " docs/OPERATING.md, or make the keystore",
                        "sealmx: jmap.properties: JMAP must be off; set enabled=false");
    }

    @Test
    void oneLineShouldBeSaidHoweverOftenTheModuleIsAsked() {
        listen();
        listen();
        fail(new StartUpException("once"));

        assertThat(said()).containsOnlyOnce("once");
    }

    @Test
    void nothingShouldBeSaidOfASuccessfulStart() {
        listen();
        logback.getLogger(StartFailureLine.JAMES).info("JAMES server started");
        logback.getLogger("org.example").error("something else", new StartUpException("no"));

        assertThat(said()).isEmpty();
    }

    @Test
    void whatLooksLikeAnAddressShouldBeReplacedAsInTheLog() {
        listen();
        fail(new StartUpException("postmaster@ of example.org: alice@example.org, <bob@example.org>"));
        fail(new IllegalStateException("no user carol@example.org"));
        fail(new IllegalStateException(new ClassNotFoundException("dave@example.org")));

        assertThat(said())
                .contains("sealmx: postmaster@ of example.org: [address] <[address]>")
                .doesNotContain("@example.org");
    }

    @Test
    void whatAnAddressLooksLikeShouldBeAsTheLogHasIt() {
        logback.putProperty(StartFailureLine.PATTERN, "(?!)");
        listen();
        fail(new StartUpException("alice@example.org"));

        assertThat(said()).contains("alice@example.org");
    }

    @Test
    void anInvalidPatternShouldHideWhatLooksLikeAnAddress() {
        logback.putProperty(StartFailureLine.PATTERN, "(");
        listen();
        fail(new StartUpException("no alice@example.org"));

        assertThat(said()).contains("no [address]");
    }
}

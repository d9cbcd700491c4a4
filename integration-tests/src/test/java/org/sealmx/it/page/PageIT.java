package org.sealmx.it.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sealmx.cli.lmtp.LmtpClient;
import org.sealmx.it.harness.Accounts;
import org.sealmx.it.harness.Gpg;
import org.sealmx.it.harness.Messages;
import org.sealmx.it.harness.Ports;
import org.sealmx.it.harness.SealMxServer;
import org.sealmx.it.harness.SealedMessage;
import org.sealmx.it.harness.Sq;
import org.sealmx.it.harness.TestKey;
import org.sealmx.it.harness.WorkFolder;

/** What people do on the page, in headless Chromium against the running server. */
class PageIT {

    private static final Accounts ACCOUNTS = Accounts.shared();
    private static final String HTML = "<img src=x onerror=document.title=1> <b>Dave</b>";

    private static SealMxServer server;
    private static WorkFolder files;
    private static int port;

    @BeforeAll
    static void start() throws Exception {
        port = Ports.free();
        files = new WorkFolder("page");
        server = SealMxServer.builder()
                .directory(ACCOUNTS::writeTo)
                .option("--page-port", Integer.toString(port))
                .conf(conf -> conf.append("sealmx.properties", "page-operators=" + Accounts.ALICE))
                .start();
    }

    @AfterAll
    static void end() throws Exception {
        server.close();
        files.close();
    }

    private static String mailFor(String recipient) throws Exception {
        try (LmtpClient lmtp = server.lmtp()) {
            return lmtp.offer(Accounts.SENDER, List.of(recipient), Messages.fresh())
                    .get(0)
                    .reply()
                    .toString();
        }
    }

    private static Path file(String name, String text) throws Exception {
        return Files.writeString(files.resolve(name), text);
    }

    /** From mail that waits to the first sealed mail, which gpg opens; the name in the certificate would be HTML. */
    @Test
    void personShouldHandInACertificateAndOpenTheFirstSealedMail() throws Exception {
        assertThat(mailFor(Accounts.DAVE)).contains("450");
        try (PageVisit visit = new PageVisit(port);
                Gpg gpg = new Gpg()) {
            visit.requireNames();
            visit.requireNarrow();
            visit.picture("sign-in");
            visit.signIn(Accounts.DAVE, SealMxServer.PASSWORD);
            assertThat(visit.text("certificates")).contains("There is none.");
            assertThat(visit.text("mail-state")).contains("waiting");
            assertThat(visit.browser().run("document.activeElement.id").asText())
                    .isEqualTo("certificates-title");
            visit.requireNames();
            visit.picture("no-certificate");

            gpg.at(Instant.now(), "--allow-freeform-uid", "--quick-generate-key", HTML + " <" + Accounts.DAVE + ">");
            String certificate =
                    new String(gpg.at(Instant.now(), "--armor", "--export", Accounts.DAVE), StandardCharsets.US_ASCII);
            visit.upload(file("dave.asc", certificate));
            assertThat(visit.text("upload-result")).contains("The certificate was taken", HTML);
            visit.awaitText("certificates", "in force");
            assertThat(visit.text("certificates")).contains(HTML);
            visit.requireNarrow();
            visit.picture("taken");

            visit.tabTo("test");
            visit.browser().press("Space");
            visit.awaitText("test-result", "A sealed message is in your inbox.");
            visit.awaitText("mail-state", "Mail for you is encrypted and stored.");
            visit.requireClean();
            assertThat(visit.browser().run("document.title").asText()).isEqualTo("Encryption of your mail");

            List<byte[]> inbox = server.inbox(Accounts.DAVE);
            assertThat(inbox).hasSize(1);
            byte[] armor = SealedMessage.parse(inbox.get(0)).armor();
            assertThat(new String(gpg.decrypt(armor), StandardCharsets.UTF_8))
                    .contains("You have asked for this message", "Subject: Test message from SealMX");

            visit.tabTo("sign-out");
            visit.browser().press("Enter");
            visit.awaitText("status", "You have signed out.");
            assertThat(visit.text("certificates")).isEmpty();
        }
        assertThat(server.log().text())
                .contains("via=page")
                .doesNotContain(SealMxServer.PASSWORD)
                .doesNotContain("Test message from SealMX");
    }

    /** Somebody else's certificate is taken only after a question, and "no" changes nothing. */
    @Test
    void certificateOfSomebodyElseShouldBeTakenOnlyAfterAQuestion() throws Exception {
        try (PageVisit visit = new PageVisit(port)) {
            visit.signIn(Accounts.BOB, SealMxServer.PASSWORD);
            String before = visit.text("certificates");
            Path wrong = file("alice.asc", ACCOUNTS.alice().certificate());
            visit.upload(wrong);
            assertThat(visit.text("upload-result")).contains("was not taken, and nothing was changed");
            assertThat(visit.isShown("confirm-form")).isTrue();
            assertThat(visit.browser().run("document.activeElement.id").asText())
                    .isEqualTo("confirm-title");
            assertThat(visit.text("objections")).contains("somebody else's certificate");
            visit.requireNames();
            visit.requireNarrow();
            visit.picture("question");

            visit.tabTo("confirm-cancel");
            visit.browser().press("Enter");
            visit.awaitText("upload-result", "Nothing was changed.");
            assertThat(visit.text("certificates")).isEqualTo(before);

            visit.upload(wrong);
            int boxes = visit.browser()
                    .run("document.querySelectorAll('#objections input').length")
                    .asInt();
            for (int i = 0; i < boxes; i++) {
                visit.tabTo("objection-" + i);
                visit.browser().press("Space");
            }
            visit.tabToButtonOf("confirm-form");
            visit.browser().press("Enter");
            visit.awaitText("upload-result", "The certificate was taken");
            visit.browser().await("!document.getElementById('certificates').innerText.includes('bob@')");
            visit.requireClean();
        }
    }

    /** A secret key is refused without a question, and whatever cannot be read is refused in words. */
    @Test
    void filesThatAreNoCertificatesShouldBeRefusedWithoutAQuestion() throws Exception {
        try (PageVisit visit = new PageVisit(port)) {
            visit.signIn(Accounts.ERIN, SealMxServer.PASSWORD);
            visit.picture("expired");
            TestKey own = Sq.generate(files, Accounts.ERIN);
            visit.upload(own.secretFile());
            assertThat(visit.text("upload-result")).contains("secret key", "Nothing of the file was kept");
            assertThat(visit.isShown("confirm-form")).isFalse();
            visit.picture("secret-key");

            visit.upload(file("page.html", "<!DOCTYPE html><script>document.title='hacked'</script>"));
            assertThat(visit.text("upload-result")).contains("was not taken").doesNotContain("script");
            assertThat(visit.isShown("confirm-form")).isFalse();

            visit.upload(file("large.asc", "x".repeat(256 * 1024 + 1)));
            assertThat(visit.text("upload-result")).contains("larger than 256 KiB");
            assertThat(visit.text("certificates")).contains("not used");
            visit.requireClean();
        }
    }

    @Test
    void wrongPasswordShouldBeSaidToAScreenReaderAndTheNextFieldHaveTheFocus() throws Exception {
        try (PageVisit visit = new PageVisit(port)) {
            visit.signIn(Accounts.HEIDI, "wrong");
            assertThat(visit.text("alert")).contains("No account has this address and this password");
            visit.browser().await("document.activeElement.id === 'password'");
            assertThat(visit.isShown("account")).isFalse();
            visit.requireClean();
        }
    }

    /** A proxy answers by itself, in HTML, when there are too many attempts or SealMX is away. */
    @Test
    void answersOfAProxyShouldBeSaidInWords() throws Exception {
        try (PageVisit visit = new PageVisit(port)) {
            for (String[] answer : new String[][] {{"429", "Try again in a minute."}, {"502", "Try again later."}}) {
                visit.browser()
                        .run("fetch = () => Promise.resolve(new Response('<html></html>', {status: " + answer[0]
                                + "})); true");
                visit.signIn(Accounts.HEIDI, SealMxServer.PASSWORD);
                visit.awaitText("alert", answer[1]);
            }
        }
    }

    /** The operator sees the way of mail for anybody, and the state of the service. */
    @Test
    void operatorShouldSeeTheWayOfMailAndTheStateOfTheService() throws Exception {
        try (PageVisit visit = new PageVisit(port)) {
            visit.signIn(Accounts.ALICE, SealMxServer.PASSWORD);
            visit.awaitText("health", "SealMX directory");
            explain(visit, Accounts.TEAM);
            visit.awaitText("explanation", "The way of mail for " + Accounts.TEAM);
            assertThat(visit.text("explanation")).contains(Accounts.BOB, Accounts.JUDY, "250");
            assertThat(visit.browser()
                            .run("document.querySelectorAll('#explanation .way .way').length")
                            .asInt())
                    .isPositive();
            visit.requireNames();
            visit.requireNarrow();
            visit.picture("operator");

            explain(visit, "<script>@example.org");
            visit.awaitText("explanation", "Enter the address");
            explain(visit, Accounts.NOBODY);
            visit.awaitText("explanation", "550");
            visit.tabToButtonOf("explain-form");
            visit.browser().dark(true);
            visit.picture("dark");
            visit.requireClean();
        }
    }

    private static void explain(PageVisit visit, String address) throws Exception {
        visit.tabTo("explain-address");
        visit.browser().run("document.getElementById('explain-address').select()");
        visit.browser().type(address);
        visit.browser().press("Enter");
    }

    @Test
    void accountThatIsNoOperatorShouldNotSeeTheOperatorsPart() throws Exception {
        try (PageVisit visit = new PageVisit(port)) {
            visit.signIn(Accounts.JUDY, SealMxServer.PASSWORD);
            assertThat(visit.isShown("operator")).isFalse();
            assertThat(visit.browser()
                            .run("fetch('api/explain?address=bob@example.org').then(answer => answer.status)")
                            .asInt())
                    .isEqualTo(403);
        }
    }
}

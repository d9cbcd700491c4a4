package org.sealmx.it.leap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.sealmx.couchdb.ScriptedServer;
import org.sealmx.it.harness.Accounts;
import org.sealmx.it.harness.Command;

/**
 * {@code docs/from-leap_mx.md}, step by step, with the way back of each: its own commands and settings, Debian's
 * Postfix, CouchDB, and leap_web's documents.
 */
class FromLeapMxIT {

    private static final String UNKNOWN = "550 5.1.1 ";

    @Test
    void providerShouldComeFromLeapMxAndBeAbleToGoBackAtEachStep() throws Exception {
        try (Provider provider = new Provider()) {
            LeapPostfix postfix = provider.postfix();
            provider.startLeapMx();
            postfix.deliver(Accounts.ALICE);
            assertThat(postfix.maildir()).as("before: as leap_mx finds it").hasSize(1);
            assertThat(Files.readString(postfix.maildir().get(0), StandardCharsets.ISO_8859_1))
                    .contains("\nDelivered-To: " + provider.userId(Accounts.ALICE) + "@deliver.local\n");
            assertThat(postfix.rcpt(Accounts.NOBODY).code()).isEqualTo(550);

            provider.perform("mkdir -p /etc/sealmx");
            provider.prepareConfiguration();
            Command.Result report = provider.check();
            assertThat(report.exitCode()).isEqualTo(1);
            assertThat(report.text()).contains("postmaster");
            provider.perform("identities/postmaster");
            report = provider.check();
            assertThat(report.exitCode()).as(report.text()).isZero();
            assertThat(report.text()).contains("reserved, without an account: 1");
            provider.perform("rm -r /etc/sealmx");
            assertThat(provider.conf()).doesNotExist();
            provider.perform("mkdir -p /etc/sealmx");
            provider.prepareConfiguration();

            provider.perform("store=couchdb");
            provider.useMailets("DeliverToCouchDb");
            provider.startSealMx();
            assertThat(provider.perform("for port in").lines())
                    .containsExactly(
                            provider.userId(Accounts.ALICE) + "@deliver.local",
                            provider.userId(Accounts.ALICE) + "@deliver.local",
                            "OK",
                            "OK");
            provider.perform("systemctl stop sealmx");
            assertGoes(provider, Accounts.ALICE, false);
            provider.startSealMxAgain();

            provider.perform("transport_maps = inline");
            assertGoes(provider, Accounts.ALICE, true);
            assertGoes(provider, Accounts.BOB, false);
            // the way back is also the end of another sample
            provider.performText("postconf -X transport_maps\npostfix reload\n");
            assertGoes(provider, Accounts.ALICE, false);

            provider.perform("virtual_transport = lmtp");
            assertGoes(provider, Accounts.ALICE, true);
            assertGoes(provider, Accounts.BOB, true);
            assertThat(postfix.rcpt(Accounts.NOBODY).code()).isEqualTo(550);
            provider.perform("virtual_transport = virtual");
            assertGoes(provider, Accounts.BOB, false);
            provider.perform("virtual_transport = lmtp");
            assertGoes(provider, LeapPostfix.OWN_ALIAS, true);

            provider.perform("own-aliases");
            takeOverThePorts(provider);
            assertPortsAreOurs(provider);
            giveThePortsBack(provider);
            takeOverThePorts(provider);
            assertPortsAreOurs(provider);

            handOverTheRest(provider);
            takeBackTheRest(provider);
            takeOverThePorts(provider);
            handOverAgain(provider);
            provider.perform("rm -r /var/mail/leap-mx/handed-over");
            assertThat(postfix.handedOver()).isEmpty();
            assertThat(provider.untried()).isEmpty();
            assertThat(postfix.others().received()).as("bounces").isEmpty();
        }
    }

    private static void takeOverThePorts(Provider provider) throws Exception {
        provider.perform("systemctl stop leap-mx");
        provider.perform("virtual_alias_domains =");
        provider.perform("tcp-table-ports=2244");
    }

    private static void giveThePortsBack(Provider provider) throws Exception {
        provider.perform("tcp-table-ports=none");
        provider.perform("postconf -X virtual_alias_domains");
        provider.perform("systemctl start leap-mx");
        assertGoes(provider, Accounts.BOB, true);
        assertThat(provider.leapMxAnswers()).isTrue();
    }

    private static void assertPortsAreOurs(Provider provider) throws Exception {
        LeapPostfix postfix = provider.postfix();
        assertThat(provider.leapMxAnswers()).isFalse();
        assertThat(postfix.rcpt(Accounts.NOBODY).lastLine()).startsWith(UNKNOWN);
        assertThat(postfix.rcpt(LeapWeb.RESERVED).lastLine()).startsWith("550 5.2.1 ");
        assertGoes(provider, Accounts.ALICE, true);
        assertGoes(provider, LeapPostfix.OWN_ALIAS, true);
        int bobs = provider.stored(Accounts.BOB);
        assertGoes(provider, Accounts.TEAM, true);
        assertThat(provider.stored(Accounts.BOB)).as("an alias of two").isEqualTo(bobs + 1);
        assertThat(postfix.server()
                        .postmap(
                                LeapWeb.FINGERPRINT,
                                "tcp:localhost:" + provider.ports().certificate())
                        .text()
                        .strip())
                .isEqualTo(LeapWeb.FINGERPRINT + " " + LeapWeb.LAST_DAY);
    }

    /** A message for this address is stored by SealMX, or else waits for leap_mx. */
    private static void assertGoes(Provider provider, String recipient, boolean toSealMx) throws Exception {
        String account =
                switch (recipient) {
                    case Accounts.TEAM -> Accounts.ALICE;
                    case LeapPostfix.OWN_ALIAS -> Accounts.BOB;
                    default -> recipient;
                };
        int stored = provider.stored(account);
        int files = provider.postfix().maildir().size();
        provider.postfix().deliver(recipient);
        assertThat(provider.stored(account)).as("stored by SealMX").isEqualTo(toSealMx ? stored + 1 : stored);
        assertThat(provider.postfix().maildir()).as("for leap_mx").hasSize(toSealMx ? files : files + 1);
    }

    private static void handOverTheRest(Provider provider) throws Exception {
        LeapPostfix postfix = provider.postfix();
        int alices = provider.stored(Accounts.ALICE);
        int bobs = provider.stored(Accounts.BOB);
        postfix.putIntoMaildir(
                provider.userId(Accounts.BOB), "From: mailer-daemon@example.com\nSubject: gr\u00fcn\n\n.\nend\n");
        int files = postfix.maildir().size();
        assertThat(files).isEqualTo(6);
        provider.perform("handed-over\ncd");
        postfix.server().awaitEmptyQueue();
        assertThat(postfix.maildir()).isEmpty();
        assertThat(postfix.handedOver()).hasSize(files);
        assertThat(provider.stored(Accounts.ALICE) - alices).isEqualTo(3);
        assertThat(provider.stored(Accounts.BOB) - bobs).isEqualTo(3);
        assertThat(postfix.server().log()).contains("from=<>, ").contains("from=<" + Accounts.SENDER + ">, ");
    }

    private static void takeBackTheRest(Provider provider) throws Exception {
        LeapPostfix postfix = provider.postfix();
        int files = postfix.handedOver().size();
        provider.perform("handed-over/*");
        assertThat(postfix.handedOver()).isEmpty();
        assertThat(postfix.maildir()).as("for leap_mx").hasSize(files);
        giveThePortsBack(provider);
    }

    /** What SealMX has stored arrives a second time. */
    private static void handOverAgain(Provider provider) throws Exception {
        LeapPostfix postfix = provider.postfix();
        int alices = provider.stored(Accounts.ALICE);
        int files = postfix.maildir().size();
        provider.perform("handed-over\ncd");
        postfix.server().awaitEmptyQueue();
        assertThat(postfix.maildir()).isEmpty();
        assertThat(postfix.handedOver()).hasSize(files);
        assertThat(provider.stored(Accounts.ALICE) - alices).isEqualTo(3);
    }

    @Test
    void soledadShouldGetTheMailWhenItsApiIsTheFormat() throws Exception {
        Map<String, String> stored = new ConcurrentHashMap<>();
        try (ScriptedServer soledad = ScriptedServer.start((request, exchange) -> {
                    stored.put(request.path(), request.text());
                    exchange.json(200, "{\"success\": true}");
                });
                Provider provider = new Provider()) {
            MigrationGuide guide = provider.guide();
            guide.put("http://127.0.0.1:35881", soledad.uri());
            provider.startLeapMx();
            provider.perform("mkdir -p /etc/sealmx");
            provider.prepareConfiguration();
            provider.perform("identities/postmaster");
            provider.perform("store=couchdb");
            useSoledad(provider, guide);
            provider.useMailets("DeliverToSoledad");
            provider.startSealMx();
            provider.perform("virtual_transport = lmtp");
            takeOverThePorts(provider);

            provider.postfix().deliver(Accounts.ALICE);

            assertThat(stored.keySet())
                    .singleElement()
                    .asString()
                    .startsWith("/incoming/" + provider.userId(Accounts.ALICE) + "/");
            assertThat(stored.values()).singleElement().asString().startsWith("-----BEGIN PGP MESSAGE-----");
            assertThat(provider.stored(Accounts.ALICE)).isZero();
            assertThat(provider.postfix().maildir()).isEmpty();
        }
    }

    private static void useSoledad(Provider provider, MigrationGuide guide) throws IOException {
        Path properties = provider.conf().resolve("sealmx.properties");
        Files.writeString(provider.conf().resolve("soledad.token"), "service:token\n");
        Files.writeString(
                properties,
                Files.readString(properties).replaceFirst("(?m)^store=couchdb$", "") + "\n"
                        + guide.settings("store=soledad"));
    }
}

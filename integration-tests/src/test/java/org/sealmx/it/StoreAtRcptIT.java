package org.sealmx.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sealmx.cli.lmtp.LmtpClient;
import org.sealmx.cli.lmtp.ServerReply;
import org.sealmx.it.harness.Accounts;
import org.sealmx.it.harness.CouchDirectory;
import org.sealmx.it.harness.DirectoryFile;
import org.sealmx.it.harness.DovecotServer;
import org.sealmx.it.harness.Faults;
import org.sealmx.it.harness.Messages;
import org.sealmx.it.harness.OperatorsGuide;
import org.sealmx.it.harness.PostfixServer;
import org.sealmx.it.harness.SealMxServer;
import org.sealmx.it.harness.SharedServers;
import org.sealmx.it.harness.SmtpSink;

/**
 * What each store says at RCPT, to us and to Postfix' {@code reject_unverified_recipient}; nothing is stored by that.
 */
class StoreAtRcptIT {

    private static final String FULL = "full@example.org";
    private static final String SMALL = "small@example.org";
    /** In the directory, but not an account of Dovecot. */
    private static final String MISSING = "missing@example.org";

    /** The stores, each with its reply for a full mailbox. */
    private enum Store {
        MAILBOX("452 4.2.2") {
            @Override
            SealMxServer start() throws Exception {
                SealMxServer started = SealMxServer.builder()
                        .directory(directory -> accounts(directory).account(FULL, certificate()))
                        .conf(Faults::limitMailboxes)
                        .start();
                try (LmtpClient client = started.lmtp()) {
                    client.deliver(Accounts.SENDER, List.of(FULL), Messages.fresh());
                }
                return started;
            }

            @Override
            int stored(String address) throws Exception {
                return server().count(address);
            }
        },
        COUCHDB("452 4.2.2") {
            @Override
            SealMxServer start() throws Exception {
                couch = new CouchDirectory(SharedServers.couchDb());
                accounts(couch.documents()).overQuota(FULL, certificate());
                couch.publishAll();
                for (String address : List.of(Accounts.ALICE, FULL)) {
                    couch.createMailDatabase(address);
                }
                return SealMxServer.builder().couchDb(couch).storeInCouchDb().start();
            }

            @Override
            int stored(String address) throws Exception {
                return couch.mail(address).size();
            }
        },
        LMTP("552 5.2.2") {
            @Override
            SealMxServer start() throws Exception {
                dovecot = DovecotServer.start(Map.of(Accounts.ALICE, "*:bytes=1G", FULL, "*:messages=1"));
                try (LmtpClient client = LmtpClient.lhlo(dovecot.port())) {
                    client.deliver("", List.of(FULL), Messages.fresh());
                }
                return SealMxServer.builder()
                        .directory(directory -> accounts(directory).account(FULL, certificate()))
                        .storeByLmtp(dovecot.inet())
                        .conf(conf -> conf.append("sealmx.properties", "check-next-hop=on"))
                        .start();
            }

            @Override
            int stored(String address) throws Exception {
                return dovecot.stored(address).size();
            }
        };

        private final String full;

        Store(String full) {
            this.full = full;
        }

        abstract SealMxServer start() throws Exception;

        abstract int stored(String address) throws Exception;

        SealMxServer server() {
            return SERVERS.get(this);
        }
    }

    private static final Map<Store, SealMxServer> SERVERS = new EnumMap<>(Store.class);

    private static CouchDirectory couch;
    private static DovecotServer dovecot;
    private static SmtpSink others;

    private static String certificate() {
        return Accounts.shared().alice().certificate();
    }

    private static DirectoryFile accounts(DirectoryFile directory) {
        return directory
                .account(Accounts.ALICE, certificate())
                .account(SMALL, certificate())
                .account(MISSING, certificate())
                .alias(Accounts.TEAM, FULL, Accounts.ALICE)
                .alias("postmaster@example.org", Accounts.ALICE);
    }

    @BeforeAll
    static void startServers() throws Exception {
        others = new SmtpSink();
        for (Store store : Store.values()) {
            SERVERS.put(store, store.start());
        }
    }

    @AfterAll
    static void stopServers() throws Exception {
        for (SealMxServer server : SERVERS.values()) {
            server.close();
        }
        dovecot.close();
        couch.close();
        others.close();
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void fullMailboxShouldBeRefusedBeforeTheMessage(Store store) throws Exception {
        int before = store.stored(Accounts.ALICE) + store.stored(FULL);
        assertThat(rcpt(store, "", FULL)).isEqualTo(store.full);
        assertThat(rcpt(store, "", Accounts.ALICE)).isEqualTo("250 2.1.5");
        assertThat(rcpt(store, "", Accounts.TEAM)).isEqualTo("250 2.1.5");
        assertThat(store.stored(Accounts.ALICE) + store.stored(FULL)).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void probesOfPostfixShouldHaveTheRightAnswerAndStoreNothing(Store store) throws Exception {
        int before = store.stored(Accounts.ALICE) + store.stored(FULL);
        int port = store.server().lmtpPort();
        try (PostfixServer postfix =
                PostfixServer.start("example.org", port, others.port(), OperatorsGuide.mainCf(port))) {
            assertThat(throughPostfix(postfix, Accounts.ALICE)).isEqualTo(250);
            // Postfix turns a refusal of class 4 into 450, and one of class 5 into 550
            assertThat(throughPostfix(postfix, FULL)).isEqualTo(store.full.startsWith("4") ? 450 : 550);
            assertThat(throughPostfix(postfix, Accounts.NOBODY)).isEqualTo(550);
            assertThat(store.stored(Accounts.ALICE) + store.stored(FULL)).isEqualTo(before);
            try (LmtpClient client = client(postfix)) {
                client.command("RCPT TO:<" + Accounts.ALICE + ">");
                assertThat(client.data(Messages.fresh(), 1).get(0).code()).isEqualTo(250);
            }
            postfix.awaitEmptyQueue();
            assertThat(store.stored(Accounts.ALICE) + store.stored(FULL)).isEqualTo(before + 1);
        }
    }

    @Test
    void messageThatIsDeclaredTooLargeForItsMailboxShouldBeRefusedAtRcptAndTheSameAfterData() throws Exception {
        assertThat(rcpt(Store.MAILBOX, " SIZE=20001", SMALL)).isEqualTo("452 4.2.2");
        assertThat(rcpt(Store.MAILBOX, " SIZE=10000", SMALL)).isEqualTo("250 2.1.5");
        try (LmtpClient client = Store.MAILBOX.server().lmtp()) {
            byte[] large = Messages.fresh("", "0123456789abcdef\r\n".repeat(2_000));
            assertThat(client.deliver(Accounts.SENDER, List.of(SMALL), large))
                    .extracting(ServerReply::status)
                    .containsExactly("452 4.2.2");
        }
        assertThat(Store.MAILBOX.stored(SMALL)).isZero();
    }

    @Test
    void userThatOnlyTheDirectoryKnowsShouldBeRefusedByTheNextHop() throws Exception {
        assertThat(rcpt(Store.LMTP, "", MISSING)).isEqualTo("550 5.1.1");
    }

    @Test
    void nextHopThatIsDownShouldDeferAtRcptAndNotBounce() throws Exception {
        dovecot.stop();
        try {
            assertThat(rcpt(Store.LMTP, "", Accounts.ALICE)).isEqualTo("451 4.3.0");
            assertThat(rcpt(Store.LMTP, "", MISSING)).isEqualTo("451 4.3.0");
            assertThat(rcpt(Store.LMTP, "", Accounts.NOBODY)).isEqualTo("550 5.1.1");
            assertThat(Store.LMTP.server().log().text())
                    .containsOnlyOnce("The store does not answer at RCPT")
                    .contains("the next hop " + dovecot.inet() + ": ");
        } finally {
            dovecot.restart();
        }
        assertThat(rcpt(Store.LMTP, "", Accounts.ALICE)).isEqualTo("250 2.1.5");
    }

    private static String rcpt(Store store, String parameters, String recipient) throws Exception {
        try (LmtpClient client = store.server().lmtp()) {
            client.command("MAIL FROM:<" + Accounts.SENDER + ">" + parameters);
            return client.command("RCPT TO:<" + recipient + ">").status();
        }
    }

    private static int throughPostfix(PostfixServer postfix, String recipient) throws Exception {
        try (LmtpClient client = client(postfix)) {
            return client.command("RCPT TO:<" + recipient + ">").code();
        }
    }

    private static LmtpClient client(PostfixServer postfix) throws Exception {
        LmtpClient client = LmtpClient.connect(postfix.smtpPort());
        client.command("EHLO client.example.net");
        client.command("MAIL FROM:<" + Accounts.SENDER + ">");
        return client;
    }
}

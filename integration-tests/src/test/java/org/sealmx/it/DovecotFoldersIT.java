package org.sealmx.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sealmx.certificate.CertificateEvaluation;
import org.sealmx.delivery.journal.DeliveryId;
import org.sealmx.delivery.lmtp.LmtpStore;
import org.sealmx.delivery.store.Placement;
import org.sealmx.delivery.store.SealedDelivery;
import org.sealmx.delivery.store.StoreResult;
import org.sealmx.directory.AccountId;
import org.sealmx.directory.Route;
import org.sealmx.hop.HopAddress;
import org.sealmx.hop.HopProtocol;
import org.sealmx.hop.HopSettings;
import org.sealmx.hop.HopTimeouts;
import org.sealmx.hop.NextHop;
import org.sealmx.it.harness.DovecotServer;
import org.sealmx.it.harness.DovecotServer.Stored;
import org.sealmx.sealing.TestSealing;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.ReversePath;

/** What the script of {@code james-conf/dovecot} makes of the fields that the store writes. */
class DovecotFoldersIT {

    private static DovecotServer dovecot;
    private static NextHop hop;
    private static int accounts;

    private String account = "";

    @BeforeAll
    static void startServers() throws Exception {
        dovecot = DovecotServer.start(Map.of(
                "user1@example.org", "*:bytes=1G",
                "user2@example.org", "*:bytes=1G",
                "user3@example.org", "*:bytes=1G",
                "user4@example.org", "*:bytes=1G",
                "user5@example.org", "*:bytes=1G"));
        hop = new NextHop(new HopSettings(
                HopAddress.parse(dovecot.unix()),
                HopProtocol.LMTP,
                "sealmx.test",
                Optional.empty(),
                Optional.empty(),
                HopTimeouts.defaults(),
                2,
                Duration.ofSeconds(30)));
    }

    @AfterAll
    static void stopServers() throws Exception {
        hop.close();
        dovecot.close();
    }

    @BeforeEach
    void takeAnAccount() {
        accounts++;
        account = "user" + accounts + "@example.org";
    }

    private List<Stored> storedAt(Optional<String> folder, Set<String> flags) throws Exception {
        byte[] id = new byte[32];
        new Random().nextBytes(id);
        Route route = new Route(
                new AccountId("u1"),
                EmailAddress.of(account),
                false,
                false,
                at -> new CertificateEvaluation.Absent(),
                Route.UNNAMED);
        SealedDelivery delivery = new SealedDelivery(
                new DeliveryId(HexFormat.of().formatHex(id)),
                ReversePath.nullPath(),
                route,
                new Placement(folder, flags),
                TestSealing.sealed("in " + folder));
        assertThat(new LmtpStore(hop, false).append(delivery)).isEqualTo(new StoreResult.Stored());
        return dovecot.stored(account);
    }

    @Test
    void messageWithoutPlacementShouldBeInTheInboxWithoutFlags() throws Exception {
        assertThat(storedAt(Optional.empty(), Set.of())).singleElement().satisfies(stored -> {
            assertThat(stored.folder()).isEqualTo("INBOX");
            assertThat(stored.flags()).isEmpty();
        });
    }

    @Test
    void flagsAloneShouldBeSetInTheInbox() throws Exception {
        assertThat(storedAt(Optional.empty(), Set.of("\\Flagged", "$Important")))
                .singleElement()
                .satisfies(stored -> {
                    assertThat(stored.folder()).isEqualTo("INBOX");
                    assertThat(stored.flags()).containsExactlyInAnyOrder("\\Flagged", "$Important");
                });
    }

    @Test
    void folderShouldBeMadeWhenItIsMissing() throws Exception {
        assertThat(storedAt(Optional.of("Junk"), Set.of("\\Seen", "$Junk")))
                .singleElement()
                .satisfies(stored -> {
                    assertThat(stored.folder()).isEqualTo("Junk");
                    assertThat(stored.flags()).containsExactlyInAnyOrder("\\Seen", "$Junk");
                });
    }

    @Test
    void folderShouldHaveItsNameInEveryLanguage() throws Exception {
        String name = "Entw\u00fcrfe." + "\u65e5\u672c\u8a9e".repeat(8);
        assertThat(storedAt(Optional.of(name), Set.of()))
                .extracting(Stored::folder)
                .containsExactly(name);
    }

    @Test
    void folderThatDovecotCannotMakeShouldBeTheInbox() throws Exception {
        assertThat(storedAt(Optional.of("a..b"), Set.of()))
                .extracting(Stored::folder)
                .containsExactly("INBOX");
    }
}

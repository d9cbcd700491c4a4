package org.sealmx.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sealmx.cli.lmtp.LmtpClient;
import org.sealmx.it.harness.Accounts;
import org.sealmx.it.harness.DirectoryFile;
import org.sealmx.it.harness.Faults;
import org.sealmx.it.harness.OneLineError;
import org.sealmx.it.harness.SealMxServer;

/** Invariant 10: our domains are configured in one place and compared with James' list. */
class DomainsIT {

    private static final String OTHER = "example.net";

    @Test
    void startShouldFailWhenJamesDoesNotServeADomain() throws Exception {
        OneLineError.require(
                SealMxServer.builder()
                        .directory(DomainsIT::twoDomains)
                        .conf(Faults::forgetDomain)
                        .domain("example.org")
                        .domain(OTHER)
                        .startAndFail(),
                OTHER,
                "add <domainname>" + OTHER + "</domainname> to <domainnames> in domainlist.xml");
    }

    @Test
    void startShouldFailWhenADomainHasNoPostmaster() throws Exception {
        OneLineError.require(
                SealMxServer.builder()
                        .directory(directory -> directory.account(
                                Accounts.ALICE, Accounts.shared().alice().certificate()))
                        .startAndFail(),
                "postmaster@",
                "example.org");
    }

    @Test
    void everyDomainShouldBeServedWhenThereAreTwo() throws Exception {
        try (SealMxServer server = SealMxServer.builder()
                        .directory(DomainsIT::twoDomains)
                        .domain("example.org")
                        .domain(OTHER)
                        .start();
                LmtpClient client = server.lmtp()) {
            assertThat(client.envelope(Accounts.SENDER, List.of(Accounts.ALICE, "alice@" + OTHER, "alice@example.com")))
                    .extracting(r -> r.code())
                    .containsExactly(250, 250, 554);
        }
    }

    private static void twoDomains(DirectoryFile directory) {
        String certificate = Accounts.shared().alice().certificate();
        directory
                .account(Accounts.ALICE, certificate)
                .account("alice@" + OTHER, certificate)
                .alias("postmaster@example.org", Accounts.ALICE)
                .alias("postmaster@" + OTHER, Accounts.ALICE);
    }
}

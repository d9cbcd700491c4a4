package org.sealmx.it;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealmx.it.harness.Accounts;
import org.sealmx.it.harness.OneLineError;
import org.sealmx.it.harness.SealMxServer;
import org.sealmx.it.harness.ServerBuilder.ConfEdit;
import org.sealmx.it.harness.ServerConf;

/** Invariant 1: a chain in which an unsealed message could reach a store or a network stops the start. */
class ChainCheckIT {

    private static final String SEALING =
            "(?s)<mailet match=\"All\" class=\"org\\.sealmx\\.mailets\\.EncryptForRecipient\">.*?</mailet>";
    private static final String FILE = "mailetcontainer.xml";

    @Test
    void startShouldFailWhenNothingSeals() throws Exception {
        requireRefused(conf -> conf.replace(FILE, SEALING, ""), "EncryptForRecipient");
    }

    @Test
    void startShouldFailWhenSealingHangsOnAMatcher() throws Exception {
        requireRefused(
                conf -> conf.replace(
                        FILE,
                        "match=\"All\" class=\"org.sealmx.mailets.EncryptForRecipient\"",
                        "match=\"SenderIsNull\" class=\"org.sealmx.mailets.EncryptForRecipient\""),
                "EncryptForRecipient");
    }

    @ParameterizedTest
    @ValueSource(strings = {"LocalDelivery", "RemoteDelivery", "ToRepository"})
    void startShouldFailWhenAStoreOrANetworkComesBeforeSealing(String mailet) throws Exception {
        requireRefused(
                conf -> conf.replace(
                        FILE,
                        SEALING,
                        "<mailet match=\"All\" class=\"" + mailet
                                + "\"><repositoryPath>memory://x/</repositoryPath></mailet>$0"),
                mailet);
    }

    @Test
    void startShouldFailWhenTheErrorProcessorStoresMail() throws Exception {
        requireRefused(
                conf -> conf.replace(
                        FILE,
                        "(<processor state=\"error\"[^>]*>)",
                        "$1<mailet match=\"All\" class=\"ToRepository\">"
                                + "<repositoryPath>memory://var/mail/error/</repositoryPath></mailet>"),
                "ToRepository");
    }

    @Test
    void startShouldFailWhenADetourLeadsToAStore() throws Exception {
        requireRefused(
                conf -> {
                    shortcutToAStore(conf);
                    conf.replace(
                            FILE,
                            SEALING,
                            "<mailet match=\"SenderIsNull\" class=\"ToProcessor\">"
                                    + "<processor>shortcut</processor></mailet>$0");
                },
                "LocalDelivery");
    }

    @Test
    void startShouldFailWhenAFailureLeadsToAStore() throws Exception {
        requireRefused(
                conf -> {
                    shortcutToAStore(conf);
                    conf.replace(
                            FILE,
                            "(class=\"org.sealmx.mailets.EncryptForRecipient\">\\s*)"
                                    + "<onMailetException>propagate</onMailetException>",
                            "$1<onMailetException>shortcut</onMailetException>");
                },
                "LocalDelivery");
    }

    private static void shortcutToAStore(ServerConf conf) throws IOException {
        conf.replace(
                FILE,
                "</processors>",
                "<processor state=\"shortcut\">"
                        + "<mailet match=\"All\" class=\"LocalDelivery\"/></processor></processors>");
    }

    private static void requireRefused(ConfEdit edit, String named) throws Exception {
        OneLineError.require(
                SealMxServer.builder()
                        .directory(Accounts.shared()::writeTo)
                        .conf(edit)
                        .startAndFail(),
                named);
    }
}

package org.sealmx.it;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealmx.it.harness.Accounts;
import org.sealmx.it.harness.OneLineError;
import org.sealmx.it.harness.SealMxServer;

/** Invariant 8: an unknown, missing, repeated or malformed parameter stops the start and is named. */
class StrictParametersIT {

    @ParameterizedTest
    @CsvSource({
        "frobnicate=1, frobnicate",
        "Domains=example.net, Domains",
        "domains=example.net, domains",
        "store=couchdb2, store",
        "store=mailbox, store"
    })
    void startShouldFailWhenALineOfThePropertiesIsWrong(String line, String named) throws Exception {
        OneLineError.require(
                SealMxServer.builder()
                        .directory(Accounts.shared()::writeTo)
                        .conf(conf -> conf.append("sealmx.properties", line))
                        .startAndFail(),
                named);
    }

    @ParameterizedTest
    @CsvSource({"domains", "directory"})
    void startShouldFailWhenAPropertyIsMissing(String name) throws Exception {
        OneLineError.require(
                SealMxServer.builder()
                        .directory(Accounts.shared()::writeTo)
                        .conf(conf -> conf.replace("sealmx.properties", "(?m)^" + name + " *=.*$", ""))
                        .startAndFail(),
                name);
    }

    @ParameterizedTest
    @CsvSource({"ResolveAliases", "Refuse", "EncryptForRecipient", "DeliverToMailbox"})
    void startShouldFailWhenAMailetGetsAnUnknownParameter(String mailet) throws Exception {
        OneLineError.require(
                SealMxServer.builder()
                        .directory(Accounts.shared()::writeTo)
                        .conf(conf -> conf.replace(
                                "mailetcontainer.xml",
                                "class=\"org.sealmx.mailets." + mailet + "\">",
                                "$0<frobnicate>yes</frobnicate>"))
                        .startAndFail(),
                mailet,
                "frobnicate");
    }

    @ParameterizedTest
    @CsvSource({"RecipientIsUnknown", "IsSealed"})
    void startShouldFailWhenAMatcherGetsACondition(String matcher) throws Exception {
        OneLineError.require(
                SealMxServer.builder()
                        .directory(Accounts.shared()::writeTo)
                        .conf(conf -> conf.replace(
                                "mailetcontainer.xml",
                                "match=\"org.sealmx.matchers." + matcher + "\"",
                                "match=\"org.sealmx.matchers." + matcher + "=frobnicate\""))
                        .startAndFail(),
                matcher,
                "frobnicate");
    }
}

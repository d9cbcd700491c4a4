package org.sealmx.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sealmx.cli.lmtp.LmtpClient;
import org.sealmx.cli.lmtp.ServerReply;
import org.sealmx.it.harness.Accounts;
import org.sealmx.it.harness.CodeBlocks;
import org.sealmx.it.harness.Command;
import org.sealmx.it.harness.Messages;
import org.sealmx.it.harness.SealMxServer;
import org.sealmx.it.harness.ServerConf;
import org.sealmx.it.harness.ServerPaths;
import org.sealmx.it.harness.WorkFolder;

/** Everything that the shipped configuration and the Javadoc name exists, and everything that exists is named there. */
class ConfigurationSamplesIT {

    private static final Pattern CLASS = Pattern.compile("\\borg\\.sealmx(\\.[a-z]+)*\\.[A-Z]\\w+");
    private static final Pattern MAILET = Pattern.compile("<mailet match=\"([^\"]+)\" class=\"([^\"]+)\"");
    private static final Pattern OPTIONAL_KEY = Pattern.compile("(?m)^#([a-z-]+)=(.*)$");
    private static final Pattern KEY = Pattern.compile("(?m)^#?([a-z]+(?:-[a-z]+)*)=");

    /** The other stores, and what they need. */
    private static final Map<String, String> OTHER_STORES = Map.of(
            "org.sealmx.mailets.DeliverToCouchDb", "store=couchdb\ncouchdb-nodes=http://127.0.0.1:1",
            "org.sealmx.mailets.DeliverByLmtp", "store=lmtp\nnext-hop=inet:127.0.0.1:1");
    /** Needs another format of sealing, so {@link SoledadDeliveryIT} tests its sample. */
    private static final String OTHER_FORMAT = "org.sealmx.mailets.DeliverToSoledad";

    @Test
    void namedClassesShouldBeInTheJarThatIsShipped() throws Exception {
        Set<String> named = new TreeSet<>();
        List<Path> files =
                new ArrayList<>(WorkFolder.filesBelow(ServerPaths.conf()).toList());
        for (String document : List.of("README.md", "docs/OPERATING.md", "docs/LEAP_MX.md", "docs/EXTENDING.md")) {
            files.add(ServerPaths.root().resolve(document));
        }
        for (Path file : files) {
            CLASS.matcher(Files.readString(file)).results().forEach(r -> named.add(r.group()));
        }
        assertThat(named).hasSizeGreaterThan(10);
        try (JarFile extension = new JarFile(ServerPaths.extension().toFile());
                JarFile tools = new JarFile(ServerPaths.tools().toFile())) {
            assertThat(named).allMatch(name -> {
                JarFile jar = name.startsWith("org.sealmx.tools.") ? tools : extension;
                return jar.getEntry(name.replace('.', '/') + ".class") != null;
            });
        }
    }

    @Test
    void samplesOfTheJavadocShouldMakeAChainThatDelivers() throws Exception {
        Set<String> used = new TreeSet<>();
        try (SealMxServer server = SealMxServer.builder()
                        .directory(Accounts.shared()::writeTo)
                        .conf(conf -> useSamples(conf, used))
                        .conf(ConfigurationSamplesIT::useEveryKey)
                        .start();
                LmtpClient client = server.lmtp()) {
            assertThat(client.deliver(Accounts.SENDER, List.of(Accounts.ALICE, Accounts.TEAM), Messages.fresh()))
                    .extracting(ServerReply::status)
                    .containsExactly("250 2.6.0", "250 2.6.0");
        }
        assertThat(used).as("mailets and matchers with a sample").hasSizeGreaterThanOrEqualTo(10);
    }

    static Set<String> otherStores() {
        return OTHER_STORES.keySet();
    }

    @ParameterizedTest
    @MethodSource("otherStores")
    void sampleOfAnotherStoreShouldBeLoadedAndDeferWhenThatStoreDoesNotAnswer(String store) throws Exception {
        try (SealMxServer server = SealMxServer.builder()
                        .directory(Accounts.shared()::writeTo)
                        .conf(conf -> use(conf, store))
                        .start();
                LmtpClient client = server.lmtp()) {
            assertThat(client.deliver(Accounts.SENDER, List.of(Accounts.ALICE), Messages.fresh()))
                    .extracting(ServerReply::status)
                    .containsExactly("451 4.3.0");
        }
    }

    private static void use(ServerConf conf, String store) throws IOException {
        String sample = CodeBlocks.inJavadoc(ServerPaths.root().resolve("mailets/src/main/java")).stream()
                .filter(text -> text.contains(store))
                .findFirst()
                .orElseThrow();
        conf.replace(
                "mailetcontainer.xml",
                "(?s)<mailet match=\"org.sealmx.matchers.IsSealed\" class=\"org.sealmx.mailets.DeliverToMailbox\"(/>|>.*?</mailet>)",
                Matcher.quoteReplacement(sample));
        conf.replace("sealmx.properties", "(?m)^store=mailbox$", Matcher.quoteReplacement(OTHER_STORES.get(store)));
    }

    private static void useSamples(ServerConf conf, Set<String> used) throws IOException {
        List<String> samples = new ArrayList<>();
        for (String module : List.of("mailets", "matchers")) {
            samples.addAll(
                    CodeBlocks.inJavadoc(ServerPaths.root().resolve(module).resolve("src/main/java")));
        }
        samples.removeIf(sample ->
                sample.contains(OTHER_FORMAT) || OTHER_STORES.keySet().stream().anyMatch(sample::contains));
        for (String sample : samples) {
            Matcher mailet = MAILET.matcher(sample);
            assertThat(mailet.find()).as(sample).isTrue();
            String start = "<mailet match=\"" + mailet.group(1) + "\" class=\"" + mailet.group(2) + "\"";
            conf.replace(
                    "mailetcontainer.xml",
                    "(?s)" + Pattern.quote(start) + "(/>|>.*?</mailet>)",
                    Matcher.quoteReplacement("<!-- sample -->" + sample));
            used.add(mailet.group(1));
            used.add(mailet.group(2));
        }
    }

    private static void useEveryKey(ServerConf conf) throws IOException {
        String shipped = conf.read("sealmx.properties");
        String every = OPTIONAL_KEY.matcher(shipped).replaceAll(key -> switch (key.group(1)) {
            case "trusted-mailets" -> "trusted-mailets=org.sealmx.it.faults.Misbehave";
            case "couchdb-nodes" -> "couchdb-nodes=http://127.0.0.1:1";
            case "couchdb-trust-store" -> "couchdb-trust-store=file://conf/trust.p12";
            case "forward-hop" -> "forward-hop=inet:127.0.0.1:1";
            // would be opened at the start; ForwardIT has one
            case "forward-hop-trust-store" -> "#forward-hop-trust-store=";
            // for a journal in CouchDB only; CouchDbJournalIT uses it
            case "delivery-journal-databases" -> "#delivery-journal-databases=sealmx_journal";
            case "next-hop" -> "next-hop=inet:127.0.0.1:1";
            case "next-hop-tls" -> "next-hop-tls=starttls";
            case "next-hop-trust-store" -> "next-hop-trust-store=file://conf/trust.p12";
            case "soledad-url" -> "soledad-url=http://127.0.0.1:1";
            case "soledad-token" -> "soledad-token=file://conf/soledad.token";
            case "soledad-trust-store" -> "soledad-trust-store=file://conf/trust.p12";
            case "max-kib-in-flight" -> "max-kib-in-flight=100000";
            case "page-origins" -> "page-origins=https://keys.example.org";
            case "page-operators" -> "page-operators=" + Accounts.ALICE;
            case "lookup-transport" -> "lookup-transport=lmtp:inet:127.0.0.1:1";
            case "expiry-notice-template" -> "expiry-notice-template=file://conf/expiry.txt";
            case "waiting-notice-template" -> "waiting-notice-template=file://conf/waiting.txt";
            default -> Matcher.quoteReplacement(key.group().substring(1));
        });
        assertThat(every).isNotEqualTo(shipped);
        conf.write("sealmx.properties", every)
                .write("expiry.txt", "Subject: {days} days\n\n{fingerprint} of {address} ends on {date}.\n")
                .write("waiting.txt", "Subject: Mail waits\n\nMail for {address} waits: {reason}\n");
    }

    @Test
    void shippedPropertiesShouldDocumentEveryKeyThatIsRead() throws Exception {
        Command.Result result = SealMxServer.builder()
                .directory(Accounts.shared()::writeTo)
                .conf(conf -> conf.append("sealmx.properties", "frobnicate=1"))
                .startAndFail();
        Matcher accepted = Pattern.compile("it accepts ([a-z, -]+)").matcher(result.errors());
        assertThat(accepted.find()).as(result.errors()).isTrue();
        Set<String> documented = new TreeSet<>();
        KEY.matcher(Files.readString(ServerPaths.conf().resolve("sealmx.properties")))
                .results()
                .forEach(r -> documented.add(r.group(1)));
        assertThat(List.of(accepted.group(1).split(", ", -1))).containsExactlyInAnyOrderElementsOf(documented);
    }
}

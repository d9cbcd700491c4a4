package org.sealmx.server.startup;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.example.PutAside;
import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.util.Modules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.james.filesystem.api.FileSystem;
import org.apache.james.server.core.configuration.ConfigurationProvider;
import org.apache.mailet.Mail;
import org.apache.mailet.Mailet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealmx.delivery.DeliveryLedger;
import org.sealmx.delivery.ScriptedDirectory;
import org.sealmx.delivery.TestDeliveries;
import org.sealmx.delivery.Transaction;
import org.sealmx.delivery.store.SealedStore;
import org.sealmx.james.AttemptMail;
import org.sealmx.mailets.Deliver;
import org.sealmx.mailets.DeliverToCouchDb;
import org.sealmx.mailets.DeliverToMailbox;
import org.sealmx.mailets.DeliverToSoledad;
import org.sealmx.openpgp.certificate.TestKeys;
import org.sealmx.policy.PolicySettings;
import org.sealmx.policy.RecipientPolicy;
import org.sealmx.policy.TestPolicies;
import org.sealmx.server.config.SealMxConfiguration.Store;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.Replies;

/** The store in {@code docs/EXTENDING.md} is the one that is compiled here, and it works in a chain. */
class ExtendingSampleTest {

    private static final Path DOCUMENT = Path.of("../docs/EXTENDING.md");
    private static final EmailAddress ALICE = EmailAddress.of("alice@example.org");

    private static List<String> blocks(String language) throws IOException {
        return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(DOCUMENT))
                .results()
                .map((MatchResult block) -> block.group(1).strip())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"AppendStore", "PutAside", "AppendModule"})
    void documentShouldShowTheCompiledClass(String name) throws IOException {
        String source = Files.readString(Path.of("src/test/java/com/example", name + ".java"));

        assertThat(blocks("java")).contains(source.strip());
    }

    @Test
    void documentShouldDescribeEachStoreThatThereIs() throws IOException {
        Stream<Class<? extends Deliver>> mailets =
                Stream.of(DeliverToMailbox.class, DeliverToCouchDb.class, DeliverToSoledad.class, PutAside.class);
        assertThat(Files.readString(DOCUMENT))
                .contains(mailets.map(ExtendingSampleTest::row).toList());
    }

    private static String recipientProcessor() throws IOException {
        return blocks("xml").stream()
                .filter(block -> block.startsWith("<processor"))
                .findFirst()
                .orElseThrow();
    }

    private static String row(Class<? extends Deliver> mailet) {
        SealedStore store = Chains.CLASSES.make(mailet, Deliver.class).store();
        String promises = store.promises().stream()
                .map(promise -> promise.name().toLowerCase(Locale.ROOT))
                .sorted()
                .collect(Collectors.joining(", "));
        return "| `" + store.name() + "` | `" + mailet.getSimpleName() + "` | " + promises + " |";
    }

    @Test
    void chainOfTheDocumentShouldDeliverToTheFile() throws Exception {
        ConfigurationProvider configurations = Chains.configurations(Chains.ROOT, recipientProcessor(), Chains.ERROR);
        RecipientPolicy policy = TestPolicies.of(
                new ScriptedDirectory()
                        .routes(
                                ALICE.toString(),
                                TestDeliveries.route(ALICE.toString(), TestKeys.curve25519()::evaluate)),
                PolicySettings.defaults(),
                Clock.systemUTC());
        Injector injector =
                Guice.createInjector(Modules.override(new ChainModule()).with(new AbstractModule() {
                    @Override
                    protected void configure() {
                        bind(RecipientPolicy.class).toInstance(policy);
                    }
                }));
        MailetClasses classes = injector.getInstance(MailetClasses.class);
        MailetContainer container = new MailetContainer(configurations, classes);
        new MailetChainCheck(container, java.util.Set.of()).check();
        new FormatCheck(container).check();
        new StoreCheck(container, new Store("append")).check();

        Transaction transaction = TestDeliveries.transaction();
        try (DeliveryLedger.Entry entry = injector.getInstance(DeliveryLedger.class)
                .open(transaction, ALICE, policy.atData(transaction.sender(), ALICE))) {
            Mail mail = AttemptMail.of(
                    TestDeliveries.openRun(
                            entry, TestDeliveries.route(ALICE.toString(), TestKeys.curve25519()::evaluate)),
                    ALICE,
                    transaction.id(),
                    transaction.message(),
                    List.of());
            for (ConfiguredMailet configured : container.processors().mailetsOf("recipient")) {
                Mailet mailet = classes.make(configured.type().orElseThrow(), Mailet.class);
                mailet.init(configured.config());
                mailet.service(mail);
            }
            assertThat(mail.getState()).isEqualTo(Mail.GHOST);
            assertThat(entry.reply()).isEqualTo(Replies.STORED);
        }
        Path file = injector.getInstance(FileSystem.class)
                .getFile("file://var/sealed-mail")
                .toPath();
        assertThat(Files.readString(file, ISO_8859_1))
                .contains("-----BEGIN PGP MESSAGE-----")
                .contains(".end of delivery ");
    }
}

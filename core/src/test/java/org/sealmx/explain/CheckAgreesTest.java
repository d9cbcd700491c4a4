package org.sealmx.explain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sealmx.directory.check.DirectoryReport;
import org.sealmx.directory.check.DocumentCheck;
import org.sealmx.directory.check.MailRules;
import org.sealmx.directory.identity.AccountCertificateReader;
import org.sealmx.directory.identity.AddressKey;
import org.sealmx.directory.identity.Identity;
import org.sealmx.directory.identity.IdentityDocument;
import org.sealmx.directory.identity.StoredDocument;
import org.sealmx.directory.identity.TestIdentities;
import org.sealmx.directory.identity.TestIdentities.Doc;
import org.sealmx.policy.ChainLimits;
import org.sealmx.policy.PolicySettings;
import org.sealmx.policy.RefusalCause;
import org.sealmx.policy.Verdict;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.ReversePath;

/** The check of a directory lists exactly the addresses whose mail the policy refuses. */
class CheckAgreesTest {

    private static final Set<RefusalCause> NOT_LISTED = Set.of(RefusalCause.OVER_QUOTA, RefusalCause.REMOTE);

    private final Set<AddressKey> inUse = new HashSet<>();

    private DirectoryReport check(List<Doc> documents, ChainLimits limits, ExplainBed bed) throws Exception {
        DocumentCheck check = new DocumentCheck(
                ExplainBed.DOMAINS,
                new AccountCertificateReader(),
                ExplainBed.CLOCK,
                Optional.empty(),
                limits.names(),
                new MailRules(ExplainBed.SETTINGS, bed.policy));
        for (JsonNode json : new JsonMapper().readTree(TestIdentities.array(documents))) {
            Optional<IdentityDocument> document = check.document(StoredDocument.of(json));
            if (document.isPresent() && document.get().key().isEmpty()) {
                check.doubt("an address cannot be read");
            }
            if (document.orElse(null) instanceof Identity identity
                    && identity.enabled()
                    && identity.userId().isPresent()
                    && !identity.address().isCatchAll()) {
                inUse.add(identity.address());
            }
        }
        return check.report(List.of(), true);
    }

    private static Optional<String> refusal(EmailAddress address, ExplainBed bed) {
        return bed.policy.atData(ReversePath.nullPath(), address) instanceof Verdict.Refuse refuse
                        && !NOT_LISTED.contains(refuse.refusal().cause())
                ? Optional.of("(" + refuse.refusal().reply().code() + " "
                        + refuse.refusal().reply().status() + ")")
                : Optional.empty();
    }

    @ParameterizedTest
    @MethodSource("org.sealmx.explain.ExplainAgreesTest#seeds")
    void checkShouldListWhatThePolicyRefusesAndNothingElse(int seed) throws Exception {
        Random random = new Random(seed);
        ChainLimits limits = new ChainLimits(
                mailbox -> mailbox.localPart().equals("f") ? Optional.of("its name is too odd") : Optional.empty(),
                usable -> usable.certificateFingerprints().size() > 1
                        ? Optional.of("the chain takes one certificate only")
                        : Optional.empty());
        if (random.nextBoolean()) {
            limits = limits.forwarding();
        }
        List<Doc> documents = new ArrayList<>(ExplainAgreesTest.documents(random));
        ExplainBed bed = new ExplainBed(PolicySettings.defaults(), limits, documents);

        DirectoryReport report = check(documents, limits, bed);

        Set<String> listed = new HashSet<>();
        report.findings().forEach(finding -> finding.address().ifPresent(listed::add));
        for (AddressKey key : inUse) {
            if (refusal(EmailAddress.of(key.written()), bed).isPresent()) {
                assertThat(listed).as(report.text()).contains(key.written());
            }
        }
        for (DirectoryReport.Finding finding : report.findings()) {
            String address = finding.address().orElse("@");
            if (finding.problem().matches("its mail (is refused|waits) \\(.*") && !address.startsWith("@")) {
                assertThat(refusal(EmailAddress.of(address), bed))
                        .as(finding.toString())
                        .isPresent()
                        .get()
                        .asString()
                        .satisfies(reply -> assertThat(finding.problem()).contains(reply));
            }
        }
    }
}

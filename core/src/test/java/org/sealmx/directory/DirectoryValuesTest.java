package org.sealmx.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealmx.directory.resolve.ResolverSettings;
import org.sealmx.smtp.AddressSyntaxException;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.RecipientDelimiter;
import org.sealmx.smtp.ReversePath;

/** The small values of the directory: settings, domains, sender rules. */
class DirectoryValuesTest {

    private static ReversePath from(String address) {
        return ReversePath.of(EmailAddress.of(address));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 51})
    void resolverSettingsShouldNameTheParameterWhenTheDepthIsOutOfRange(int depth) {
        assertThatThrownBy(() -> new ResolverSettings(RecipientDelimiter.none(), "deliver.local", depth, 100))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("maxAliasDepth must be 1 to 50, not " + depth);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1001})
    void resolverSettingsShouldNameTheParameterWhenTheDestinationsAreOutOfRange(int destinations) {
        assertThatThrownBy(() -> new ResolverSettings(RecipientDelimiter.none(), "deliver.local", 10, destinations))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("maxDestinations must be 1 to 1000, not " + destinations);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "7", "@", ".", "\"", " ", "é", "+a", "++", "+-+"})
    void recipientDelimiterShouldNameTheParameterWhenACharacterIsNotADelimiter(String delimiter) {
        assertThatThrownBy(() -> new RecipientDelimiter(delimiter))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("recipientDelimiter must be one or more of +-");
    }

    @Test
    void resolverSettingsShouldNameTheParameterWhenTheDomainIsInvalid() {
        assertThatThrownBy(() -> new ResolverSettings(RecipientDelimiter.none(), "deliver local", 10, 100))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("deliverDomain must be a domain name");
    }

    @Test
    void defaultsShouldBeThoseThatAreDocumented() {
        assertThat(ResolverSettings.defaults())
                .isEqualTo(new ResolverSettings(new RecipientDelimiter("+"), "Deliver.Local", 10, 100));
    }

    @Test
    void localDomainsShouldCompareInCanonicalFormWhenAskedForAnAddress() {
        LocalDomains domains = LocalDomains.of(List.of("Bücher.example", "example.ORG"));
        assertThat(domains.names()).containsExactly("example.org", "xn--bcher-kva.example");
        assertThat(domains.contains(EmailAddress.of("a@BÜCHER.example"))).isTrue();
        assertThat(domains.contains(EmailAddress.of("a@sub.example.org"))).isFalse();
    }

    @Test
    void localDomainsShouldBeRejectedWhenThereIsNoneOrOneIsInvalid() {
        assertThatThrownBy(() -> LocalDomains.of(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LocalDomains.of(List.of("example.org", "a b")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'a b'");
    }

    @Test
    void permitsShouldCompareAddressAndDomainWhenTheRuleHasPatterns() throws Exception {
        SenderRule rule = SenderRule.parse(List.of("*@Example.ORG", "JÖRG@example.net"));
        assertThat(rule.permits(from("Anybody@example.org"))).isTrue();
        assertThat(rule.permits(from("jo\u0308rg@example.net"))).isTrue();
        assertThat(rule.permits(from("other@example.net"))).isFalse();
        assertThat(rule.permits(from("a@sub.example.org"))).isFalse();
        assertThat(rule.permits(ReversePath.nullPath())).isTrue();
    }

    @Test
    void permitsShouldBeTrueWhenTheRuleIsForEverybody() {
        assertThat(SenderRule.everybody().permits(from("eve@example.com"))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "*@", "example.org", "@example.org", "*@*"})
    void parseShouldRejectWhenThePatternIsNeitherAddressNorDomain(String pattern) {
        assertThatThrownBy(() -> SenderRule.parse(List.of(pattern))).isInstanceOf(AddressSyntaxException.class);
    }

    @Test
    void routesShouldBeRejectedWhenThereIsNone() {
        assertThatThrownBy(() -> new Resolution.Routes(List.of(), List.of(), SenderRule.everybody()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void accountIdShouldBeRejectedWhenItIsBlank() {
        assertThatThrownBy(() -> new AccountId(" ")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void firstShouldBeTheDomainThatTheOperatorNamedFirst() {
        assertThat(LocalDomains.of(List.of("zebra.example", "Ant.example", "bee.example"))
                        .first())
                .isEqualTo("zebra.example");
    }
}

package org.sealmx.directory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentIdTest {

    @ParameterizedTest
    @ValueSource(strings = {"alice@example.org", "@", "", "two words", "a\nb", "\u202ea", "\u00e4", "\u007f"})
    void toStringShouldHideTheIdWhenItCouldBeAnAddressOrForgeALine(String id) {
        assertThat(DocumentId.of(id)).hasToString("(whose id looks like an address)");
        assertThat(DocumentId.at(id, "#2 (line 8)")).hasToString("#2 (line 8)");
        assertThat(DocumentId.of(id).value()).isEqualTo(id);
    }

    @Test
    void toStringShouldHideTheIdWhenItIsLong() {
        assertThat(DocumentId.of("a".repeat(100))).hasToString("a".repeat(100));
        assertThat(DocumentId.of("a".repeat(101)).toString()).doesNotContain("aa");
    }

    @Test
    void idsShouldBeEqualWhereverTheirDocumentsAreAsLongAsTheyCanBeNamed() {
        assertThat(DocumentId.at("d1", "#2 (line 8)"))
                .isEqualTo(DocumentId.at("d1", "#3 (line 9)"))
                .isEqualTo(DocumentId.of("d1"))
                .hasToString("d1");
    }

    @Test
    void idsShouldDifferWhenTheyAreStoredDifferently() {
        assertThat(DocumentId.of("alice@example.org")).isNotEqualTo(DocumentId.of("bob@example.org"));
    }
}

package org.sealmx.tools.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostfixListsTest {

    private final FakePostfix postfix = new FakePostfix();
    private final PostfixLists lists = new PostfixLists(postfix);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/list|example.net example.org|true",
                "/list|example.net, Example.ORG,example.com|true",
                "/list|example.net,!example.org example.org|false",
                "/list|example.net example.org !example.org|true",
                "/list|!example.net !example.org|false",
                "/list|hash:/table example.net|true",
                "/list|example.net !hash:/table, example.org|false",
                "/list|example.net /more|true",
                "/list|!/more example.org|false",
                "!/list|example.net example.org|false",
                "!/list|example.net !example.org|true",
                "!/list example.org|example.net|true",
                "!!example.org|example.net|true",
                "/list|example.net|false",
            })
    void filesShouldBeListsThemselves(String list, String line, boolean listed) {
        postfix.values.put("mydestination", list);
        postfix.tables.put("/list", "localhost\n" + line);
        postfix.tables.put("/more", "example.com example.org");
        postfix.tables.put("hash:/table example.org", "x");

        assertThat(lists.lists("mydestination", "example.org")).isEqualTo(listed);
    }

    @Test
    void firstPatternOfAFileShouldComeBeforeALaterOneOfTheList() {
        postfix.values.put("relay_domains", "/list, example.org");
        postfix.tables.put("/list", "example.net\n!example.org, example.com");

        assertThat(lists.lists("relay_domains", "example.org")).isFalse();
    }

    /** Postfix compares the other lists of domains by whole names (string_list_match). */
    @ParameterizedTest
    @CsvSource({
        "relay_domains, true",
        "mydestination, false",
        "virtual_alias_domains, false",
        "virtual_mailbox_domains, false"
    })
    void parentsShouldCountForTheDomainsThatAreRelayed(String parameter, boolean listed) {
        postfix.values.put("parent_domain_matches_subdomains", "");
        for (String list : List.of(".example.org", "hash:/table")) {
            postfix.values.put(parameter, list);
            postfix.tables.put("hash:/table .example.org", "x");

            assertThat(lists.lists(parameter, "mail.example.org")).isEqualTo(listed);
        }
    }

    @Test
    void patternsShouldNotBeAskedForParents() {
        postfix.values.put("relay_domains", "regexp:/x");
        postfix.patterns.put("regexp:/x", Map.of("^example\\.org$", "x"));

        assertThat(lists.lists("relay_domains", "example.org")).isTrue();
        assertThat(lists.lists("relay_domains", "mail.example.org")).isFalse();
    }
}

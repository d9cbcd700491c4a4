package org.sealmx.it.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The replies of classes 4 and 5 in the code are those in {@code docs/REPLIES.md} and {@code docs/OPERATING.md}. */
class StatusCodesTest {

    /** A reply in the code; {@code Refuse} and other samples in Javadoc do not look like this. */
    private static final Pattern IN_CODE =
            Pattern.compile("Reply\\.of\\(\\s*(?<code>[45]\\d\\d),\\s*\"(?<status>[45]\\.\\d+\\.\\d+)\"");

    private static final Pattern IN_TEXT =
            Pattern.compile("\\b(?<code>[45]\\d\\d) (?<status>[45]\\.\\d{1,3}\\.\\d{1,3})\\b");
    private static final String HEADING = "## Troubleshooting by status code";
    /** The first cell of a row. */
    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([45]\\d\\d [^|]*)\\|");

    @Test
    void everyReplyShouldBeInTheTableOfRepliesAndNoOther() throws IOException {
        String table = document("docs/REPLIES.md");
        assertThat(found(IN_TEXT, table.substring(0, table.indexOf("## Look-ups"))))
                .isEqualTo(repliesInCode());
    }

    @Test
    void everyReplyShouldHaveItsCauseInTheTableForOperatorsAndNoOther() throws IOException {
        Set<String> rows = new TreeSet<>();
        Matcher row = ROW.matcher(troubleshooting());
        while (row.find()) {
            for (String reply : found(IN_TEXT, row.group(1))) {
                assertThat(rows.add(reply)).as("one row for " + reply).isTrue();
            }
        }
        assertThat(rows).isEqualTo(repliesInCode());
    }

    @Test
    void everyRowShouldSayWhatToDo() throws IOException {
        assertThat(troubleshooting().lines().filter(line -> line.matches("\\| [45]\\d\\d .*")))
                .allMatch(line -> line.matches("\\|[^|]+\\|[^|]{10,}\\|[^|]{10,}\\|"));
    }

    private static Set<String> repliesInCode() throws IOException {
        Set<String> replies = new TreeSet<>();
        for (Path file : Repository.files("", ".java")) {
            if (file.toString().contains("/src/main/")) {
                replies.addAll(found(IN_CODE, Files.readString(file)));
            }
        }
        assertThat(replies).contains("550 5.1.1", "451 4.3.0").hasSizeGreaterThan(25);
        return replies;
    }

    private static Set<String> found(Pattern pattern, String text) {
        Set<String> found = new TreeSet<>();
        Matcher reply = pattern.matcher(text);
        while (reply.find()) {
            found.add(reply.group("code") + " " + reply.group("status"));
        }
        return found;
    }

    private static String troubleshooting() throws IOException {
        String text = document("docs/OPERATING.md");
        int begin = text.indexOf(HEADING);
        assertThat(begin).isNotNegative();
        return text.substring(begin, text.indexOf("\n## ", begin + HEADING.length()));
    }

    private static String document(String name) throws IOException {
        return Files.readString(Repository.files(name, "").get(0));
    }
}

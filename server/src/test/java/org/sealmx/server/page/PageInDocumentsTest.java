package org.sealmx.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealmx.server.page.http.PageResponse;

/** {@code docs/PAGE.md} has the requests that the page answers, and what is in the answers. */
class PageInDocumentsTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([A-Z]+ /api/\\w+)[^`]*`[^|]* \\| (.*) \\|$");
    private static final Pattern WORD = Pattern.compile("`(\\w+)`");

    private final PageFixture page = new PageFixture();

    private static List<MatchResult> rows() throws IOException {
        return ROW.matcher(Files.readString(Path.of("../docs/PAGE.md")))
                .results()
                .toList();
    }

    @Test
    void documentShouldHaveEveryRequestAndNoOther() throws IOException {
        Stream<String> session = Stream.of("GET", "POST", "DELETE").map(method -> method + " /api/session");
        assertThat(rows())
                .extracting(row -> row.group(1))
                .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                session, Arrays.stream(PageSite.Route.values()).map(PageSite.Route::toString))
                        .toList());
    }

    @ParameterizedTest
    @CsvSource({"GET /api/session", "GET /api/account", "GET /api/health", "POST /api/message"})
    void answerShouldHaveWhatTheDocumentSays(String request) throws IOException {
        page.signIn("oscar@example.org");
        String[] words = request.split(" ", 2);
        PageResponse response = words[0].equals("GET") ? page.get(words[1]) : page.post(words[1], "", Map.of());
        assertThat(response.status()).isEqualTo(200);
        JsonNode json = PageFixture.json(response);
        String documented = rows().stream()
                .filter(row -> row.group(1).equals(request))
                .map(row -> row.group(2))
                .findFirst()
                .orElseThrow();
        assertThat(WORD.matcher(documented).results().map(match -> match.group(1)))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(json.findValue(name)).as(name).isNotNull());
    }
}

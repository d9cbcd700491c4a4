package org.sealmx.directory.couchdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealmx.http.ServerException;
import org.sealmx.http.ServerException.Kind;

/** Reads documents that are small (s: ten in an answer), large (L: one), or too large to read at all (X). */
class PagesTest {

    private static final int LARGEST = 10;

    private final StringBuilder seen = new StringBuilder();
    private final List<Integer> limits = new ArrayList<>();
    private int position;

    private void read(String documents) throws ServerException {
        Pages.read(
                LARGEST,
                limit -> {
                    limits.add(limit);
                    String page = documents.substring(position, Math.min(documents.length(), position + limit));
                    int size = page.chars().map(PagesTest::size).sum();
                    if (size > size('L')) {
                        throw ServerException.of(Kind.TOO_LARGE, "too large");
                    }
                    position += page.length();
                    seen.append(page);
                    return page.length();
                },
                () -> {
                    seen.append(documents.charAt(position) == 'X' ? "-" : "?");
                    position++;
                });
    }

    private static int size(int document) {
        return switch (document) {
            case 's' -> 10;
            case 'L' -> 100;
            default -> 101;
        };
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "s",
                "ssssssssss",
                "sssssssssss",
                "ssssssssssssssssssss",
                "L",
                "LL",
                "sLs",
                "X",
                "XX",
                "sXXs",
                "sssssssssX",
                "ssssssssssX",
                "XsssssssssLXLssXsssssssssssssssssLLXXXs"
            })
    void readShouldReadEachDocumentOnceAndSkipOnlyThoseThatAreTooLarge(String documents) throws Exception {
        read(documents);
        assertThat(seen).hasToString(documents.replace('X', '-'));
    }

    @Test
    void readShouldRequestLessAfterAnAnswerThatIsTooLargeAndAsManyAsBeforeAfterOneThatIsNot() throws Exception {
        read("sLsssssssssss");
        assertThat(limits).containsExactly(10, 2, 1, 10, 2, 1, 10, 10);
    }

    @Test
    void readShouldEndWithAnyOtherFailure() {
        for (Kind kind : List.of(Kind.UNAVAILABLE, Kind.NOT_FOUND)) {
            ServerException failure = ServerException.of(kind, "no");
            assertThatThrownBy(() -> Pages.read(
                            LARGEST,
                            limit -> {
                                throw failure;
                            },
                            () -> {
                                throw new AssertionError("skipped");
                            }))
                    .isSameAs(failure);
        }
    }
}

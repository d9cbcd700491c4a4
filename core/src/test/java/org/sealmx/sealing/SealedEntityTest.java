package org.sealmx.sealing;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The check of the fuzz and property tests accepts right results, and nothing else. */
class SealedEntityTest {

    private static final String MESSAGE =
            String.join("\r\n", "From: a", "X-A: 1", "Content-Type: text/plain", "", "Hello", "");
    private static final String RECORD = "HP-Outer: From: a\r\n";
    private static final String SEALED = RECORD
            + MESSAGE.replace(
                    "text/plain", String.join("\r\n", "text/plain;", " hp=\"cipher\"; protected-headers=\"v1\""));

    private static void assertAllHolds(String message) throws Exception {
        for (int recipient = 0; recipient <= FuzzedMail.KEYS.size(); recipient++) {
            FuzzedMail.seal(Sealing.message(message).open().readAllBytes(), recipient)
                    .verify();
        }
    }

    @Test
    void judgesShouldAcceptFieldsWithNamesOfAnyLength() throws Exception {
        for (int length = 970; length <= 1000; length++) {
            String name = "List-" + "x".repeat(length - 5);
            assertAllHolds(name + ":\nContent-Type:");
            assertAllHolds(name + ": a\r\n b\r\n\r\nHello");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {999, 1000, 1001, 2500})
    void judgesShouldAcceptAnyNumberOfFields(int fields) throws Exception {
        assertAllHolds("To: a\r\n".repeat(fields));
        assertAllHolds("X-A: 1\r\n".repeat(fields) + "Content-Type: text/plain\r\n\r\nHello");
        assertAllHolds("Content-Type: text/plain\n" + "X-A: 1\n b\n".repeat(fields) + "HP-Outer: x\n\nHello");
        assertAllHolds("HP-Outer: From: x\r\nContent-ID: a\r\n" + "\r\r\n".repeat(fields));
    }

    @ParameterizedTest
    @ValueSource(ints = {4998, 4999, 5000, 5001, 125_000})
    void judgesShouldAcceptAnyNumberOfLines(int folds) throws Exception {
        assertAllHolds("References:" + "\r\n x".repeat(folds) + "\r\n\r\nHello");
        assertAllHolds(
                "Content-Type: text/plain\r\nReferences:" + "\r\n x".repeat(folds) + "\r\nSubject: a\r\n\r\nHello");
        assertAllHolds("Content-Type: text/plain;" + "\r\n\t".repeat(folds) + "a=b\r\nX-A: 1\r\n\r\nHello");
    }

    @Test
    void assertKeptShouldAcceptWhatIsRight() {
        assertThatCode(() -> SealedEntity.assertKept(MESSAGE, SEALED)).doesNotThrowAnyException();
        assertThatCode(() -> SealedEntity.assertKept(MESSAGE, SEALED.replace("HP-Outer: From", "HP-Outer:\r\n From")))
                .doesNotThrowAnyException();
    }

    @Test
    void assertKeptShouldRefuseEveryLoss() {
        String right = SEALED.substring(RECORD.length());
        for (int i = 0; i < right.length(); i++) {
            String wrong = right.substring(0, i) + right.substring(i + 1);
            assertThatThrownBy(() -> SealedEntity.assertKept(MESSAGE, wrong)).isInstanceOf(AssertionError.class);
        }
    }

    @Test
    void assertKeptShouldRefuseALossAfterTheFieldsThatAreParsed() {
        String message = "X-A: 1\r\n".repeat(1001) + "\r\nHello";
        String wrapped = "Content-Type: multipart/mixed; hp=\"cipher\"; protected-headers=\"v1\";\r\n boundary=\"=_"
                + "0".repeat(40)
                + "\"\r\n" + "X-A: 1\r\n".repeat(1000) + "\r\n--=_" + "0".repeat(40)
                + "\r\nX-A: 1\r\n\r\nHello\r\n--=_" + "0".repeat(40) + "--\r\n";

        assertThatCode(() -> SealedEntity.assertKept(message, wrapped)).doesNotThrowAnyException();
        assertThatThrownBy(() -> SealedEntity.assertKept(message, wrapped.replace("\r\nX-A: 1\r\n\r\n", "\r\n\r\n")))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> SealedEntity.assertKept(message, message)).isInstanceOf(AssertionError.class);
    }
}

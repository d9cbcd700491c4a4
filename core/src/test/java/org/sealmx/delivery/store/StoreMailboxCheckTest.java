package org.sealmx.delivery.store;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sealmx.delivery.store.StoreResult.Scope;
import org.sealmx.directory.LogCapture;
import org.sealmx.directory.Route;
import org.sealmx.policy.MailboxCheck.Objection;
import org.sealmx.policy.RefusalCause;
import org.sealmx.smtp.Replies;
import org.sealmx.smtp.Reply;
import org.sealmx.smtp.ReversePath;

class StoreMailboxCheckTest {

    private static final StoreResult DOWN = new StoreResult.Unavailable(Scope.STORE, "TIMEOUT", "no answer");

    private Optional<StoreResult> answer = Optional.empty();

    private final StoreMailboxCheck check = new StoreMailboxCheck(new RcptAdvice() {
        @Override
        public Optional<StoreResult> refusalAtRcpt(ReversePath sender, Route route, long size) {
            return answer;
        }
    });

    private String objection() {
        Optional<Objection> objection = check.objection(ReversePath.nullPath(), SealedStoreContract.ROUTE, 0);
        if (objection.isEmpty()) {
            return "none";
        }
        return objection.get() instanceof Objection.Refused refused
                ? refused.refusal().cause() + " " + refused.refusal().reply()
                : "full";
    }

    static Stream<Arguments> answers() {
        return Stream.of(
                Arguments.of(new StoreResult.Full(Scope.ACCOUNT, "why"), "full"),
                Arguments.of(
                        new StoreResult.TooLarge("why"),
                        RefusalCause.MESSAGE_TOO_LARGE + " " + Replies.MESSAGE_TOO_BIG),
                Arguments.of(
                        new StoreResult.Refused(Reply.of(550, "5.1.1", "gone")),
                        RefusalCause.NEXT_HOP + " 550 5.1.1 gone"),
                Arguments.of(DOWN, RefusalCause.STORE_UNAVAILABLE + " " + Replies.STORE_UNAVAILABLE),
                Arguments.of(new StoreResult.Stored(), "none"));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void resultShouldBeAnObjectionInTheWordsOfThePolicy(StoreResult result, String expected) {
        answer = Optional.of(result);
        assertThat(objection()).isEqualTo(expected);
    }

    @Test
    void storeShouldAcceptWhenItHasNothingToSay() {
        assertThat(new StoreMailboxCheck(new RcptAdvice() {})
                        .objection(ReversePath.nullPath(), SealedStoreContract.ROUTE, 0))
                .isEmpty();
    }

    @Test
    void outageShouldBeLoggedOnceAndItsEnd() {
        try (LogCapture log = new LogCapture(StoreMailboxCheck.class)) {
            answer = Optional.of(DOWN);
            objection();
            objection();
            answer = Optional.empty();
            objection();
            assertThat(log.messages(Level.ERROR)).singleElement().asString().contains("at RCPT", "no answer");
            assertThat(log.messages(Level.INFO)).singleElement().asString().contains("answers at RCPT again");
        }
    }

    @Test
    void storeThatThrowsShouldBeAnOutageThatNamesNobody() {
        StoreMailboxCheck faulty = new StoreMailboxCheck(new RcptAdvice() {
            @Override
            public Optional<StoreResult> refusalAtRcpt(ReversePath sender, Route route, long size) {
                throw new IllegalStateException("alice@example.org");
            }
        });
        try (LogCapture log = new LogCapture(StoreMailboxCheck.class)) {
            assertThat(faulty.objection(ReversePath.nullPath(), SealedStoreContract.ROUTE, 0))
                    .get()
                    .isInstanceOf(Objection.Refused.class);
            assertThat(log.messages(Level.ERROR)).singleElement().asString().doesNotContain("alice");
        }
    }
}

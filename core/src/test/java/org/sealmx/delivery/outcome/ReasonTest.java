package org.sealmx.delivery.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sealmx.policy.RefusalCause;
import org.sealmx.smtp.Replies;
import org.sealmx.smtp.Reply;

class ReasonTest {

    /** Replies that the policy gives, always with a cause; and the one to DATA without recipients. */
    private static final Set<Reply> WITH_A_CAUSE = Set.of(
            Replies.NO_SUCH_ADDRESS,
            Replies.NOT_OUR_DOMAIN,
            Replies.FORWARDING_OFF,
            Replies.FORWARD_LOOP,
            Replies.TOO_MANY_HOPS,
            Replies.ACCOUNT_DISABLED,
            Replies.SENDER_NOT_PERMITTED,
            Replies.OVER_QUOTA,
            Replies.OVER_QUOTA_REJECTED,
            Replies.CANNOT_RECEIVE_NOW,
            Replies.CANNOT_RECEIVE,
            Replies.ALIAS_LOOP,
            Replies.ALIAS_TOO_DEEP,
            Replies.TOO_MANY_DESTINATIONS,
            Replies.NO_VALID_RECIPIENTS);

    @ParameterizedTest
    @EnumSource
    void eachCauseShouldBeAReason(RefusalCause cause) {
        assertThat(Reason.of(cause).word())
                .isEqualTo(cause.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    @Test
    void eachReplyWithoutACauseShouldHaveAReason() throws IllegalAccessException {
        List<Reply> without = new ArrayList<>();
        for (Field field : Replies.class.getFields()) {
            Reply reply = (Reply) field.get(null);
            if (!reply.isSuccess() && !WITH_A_CAUSE.contains(reply)) {
                without.add(reply);
            }
        }
        assertThat(without).hasSizeGreaterThan(8).allSatisfy(reply -> assertThat(Reason.of(reply))
                .as(reply.toString())
                .isPresent());
    }

    @Test
    void wordsShouldBeDifferent() {
        assertThat(Arrays.stream(Reason.values()).map(Reason::word)).doesNotHaveDuplicates();
    }
}

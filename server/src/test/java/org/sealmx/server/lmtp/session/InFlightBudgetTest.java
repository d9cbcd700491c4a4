package org.sealmx.server.lmtp.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class InFlightBudgetTest {

    private final InFlightBudget budget = new InFlightBudget(10);

    @Test
    void reserveShouldSucceedWhenTheBytesJustFit() {
        assertThat(budget.reserve(4)).isTrue();
        assertThat(budget.reserve(6)).isTrue();
    }

    @Test
    void reserveShouldReserveNothingWhenTheBytesDoNotFit() {
        assertThat(budget.reserve(11)).isFalse();
        assertThat(budget.reserve(10)).isTrue();
    }

    @Test
    void reserveShouldSucceedAgainWhenBytesAreGivenBack() {
        budget.reserve(10);
        assertThat(budget.reserve(1)).isFalse();
        budget.release(1);

        assertThat(budget.reserve(1)).isTrue();
    }

    @Test
    void hasRoomForShouldReserveNothingWhenItIsAsked() {
        assertThat(budget.hasRoomFor(10)).isTrue();
        assertThat(budget.hasRoomFor(11)).isFalse();
        assertThat(budget.reserve(10)).isTrue();
    }

    @Test
    void hasRoomForShouldBeFalseWhenTheNumberIsHuge() {
        budget.reserve(1);

        assertThat(budget.hasRoomFor(Long.MAX_VALUE)).isFalse();
    }

    @Test
    void constructorShouldRefuseWhenTheLimitIsNotPositive() {
        assertThatThrownBy(() -> new InFlightBudget(0)).isInstanceOf(IllegalArgumentException.class);
    }
}

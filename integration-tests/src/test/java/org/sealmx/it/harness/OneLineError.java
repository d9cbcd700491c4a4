package org.sealmx.it.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** Checks what an operator sees when a start fails: one line that names the cause, and no stack trace. */
public final class OneLineError {

    private static final String FRAME = "\tat ";

    private OneLineError() {}

    /** Checks a failed start. */
    public static void require(Command.Result result, String... named) {
        List<String> lines = result.errors().lines().filter(l -> !l.isBlank()).toList();
        assertThat(result.exitCode()).as("exit code; it said %s", lines).isNotZero();
        assertThat(lines).as("standard error").hasSize(1);
        assertThat(lines.get(0)).contains(named);
        assertThat(result.text()).doesNotContain(FRAME, "SealMX is ready");
    }

    /** Checks a failed start with {@code --debug}. */
    public static void requireStackTrace(Command.Result result, String... named) {
        assertThat(result.exitCode()).isNotZero();
        assertThat(result.errors() + result.text()).contains(named).contains(FRAME);
    }
}

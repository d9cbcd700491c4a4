package org.sealmx.james;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystemException;
import org.junit.jupiter.api.Test;

class FaultTest {

    @Test
    void ofShouldNameClassesAndPlacesWhenThereAreCauses() {
        Throwable fault = new IllegalStateException("alice@example.org", new IOException("Subject: secret"));

        assertThat(Fault.of(fault))
                .startsWith("java.lang.IllegalStateException at org.sealmx.james.FaultTest.")
                .contains(", caused by java.io.IOException at org.sealmx.james.FaultTest.");
    }

    @Test
    void ofShouldShowNoMessagesWhenThereAreSome() {
        Throwable fault = new IllegalStateException("alice@example.org", new IOException("Subject: secret"));

        assertThat(Fault.of(fault)).doesNotContain("alice").doesNotContain("secret");
    }

    @Test
    void ofShouldNameTheClassWhenThereIsNoTrace() {
        Throwable fault = new IOException("secret");
        fault.setStackTrace(new StackTraceElement[0]);

        assertThat(Fault.of(fault)).isEqualTo("java.io.IOException");
    }

    @Test
    void ofShouldNameTheFileAndTheReasonWhenTheDiskIsFull() {
        Throwable fault = new IllegalStateException(
                "alice@example.org", new FileSystemException("/run/james/tmp", null, "No space left on device"));

        assertThat(Fault.of(fault))
                .endsWith(" (/run/james/tmp: No space left on device)")
                .doesNotContain("alice");
    }

    @Test
    void ofShouldBeOneLineWhenAFileNameIsNot() {
        assertThat(Fault.of(new FileSystemException("a\nb", null, "no"))).doesNotContain("\n");
    }

    @Test
    void ofShouldEndWhenTheCausesGoInACircle() {
        IOException first = new IOException("first");
        first.initCause(new IllegalStateException("second", first));

        assertThat(Fault.of(first).split("caused by", -1)).hasSize(5);
    }
}

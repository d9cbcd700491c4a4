package org.sealmx.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.junit.jupiter.api.Test;

class StartFailureTest {

    @Test
    void describeShouldSayTheRootCauseInOneLine() {
        assertThat(StartFailure.describe(new RuntimeException("outer", new IOException("no space\n  left"))))
                .isEqualTo("no space left");
    }

    @Test
    void describeShouldSayWhatJamesWasConfiguring() {
        Throwable failure = new RuntimeException(new ConfigurationException(
                "Unable to init mailet X", new IllegalArgumentException("unknown parameter y")));

        assertThat(StartFailure.describe(failure)).isEqualTo("Unable to init mailet X: unknown parameter y");
    }

    @Test
    void describeShouldNameTheKindOfFailureWhenAClassIsMissing() {
        assertThat(StartFailure.describe(new ClassNotFoundException("org.example.Missing")))
                .isEqualTo("ClassNotFoundException: org.example.Missing");
    }

    @Test
    void describeShouldNameTheKindOfFailureWhenThereIsNoMessage() {
        assertThat(StartFailure.describe(new IllegalStateException())).isEqualTo("IllegalStateException");
    }
}

package org.sealmx.standalone.james;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Optional;
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
    void describeShouldSayWhichMatcherWasMeant() {
        Throwable failure = new RuntimeException(
                new ConfigurationException("Unable to init matcher IsSealed", new ClassNotFoundException("IsSealed")));

        assertThat(StartFailure.describe(failure, name -> Optional.of("org.sealmx.matchers." + name)))
                .isEqualTo("mailetcontainer.xml: unknown matcher IsSealed. Did you mean org.sealmx.matchers.IsSealed?");
        assertThat(StartFailure.describe(failure))
                .isEqualTo(
                        "mailetcontainer.xml: unknown matcher IsSealed. Write the full name of its class, and put its jar"
                                + " into extensions-jars.");
    }

    @Test
    void describeShouldNameTheKindOfFailureWhenThereIsNoMessage() {
        assertThat(StartFailure.describe(new IllegalStateException())).isEqualTo("IllegalStateException");
    }
}

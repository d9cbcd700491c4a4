package org.sealmx.octets;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReceivedMessageTest {

    @Test
    void buildShouldYieldWhatWasAppended() throws Exception {
        byte[] bytes = new byte[200_000];
        new Random(1).nextBytes(bytes);
        ReceivedMessage.Builder builder = new ReceivedMessage.Builder();

        builder.append(bytes, 0, 1);
        builder.append(bytes, 1, 0);
        builder.append(bytes, 1, 150_000);
        builder.append(bytes, 150_001, bytes.length - 150_001);

        assertThat(builder.size()).isEqualTo(bytes.length);
        ReceivedMessage message = builder.build();
        assertThat(message.size()).isEqualTo(bytes.length);
        assertThat(message.open().readAllBytes()).isEqualTo(bytes);
        assertThat(message.sha256())
                .isEqualTo(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    @Test
    void buildShouldStartAnew() {
        ReceivedMessage.Builder builder = new ReceivedMessage.Builder();
        builder.append(new byte[] {1}, 0, 1);
        byte[] first = builder.build().sha256();

        assertThat(builder.size()).isZero();
        builder.append(new byte[] {1}, 0, 1);
        assertThat(builder.build().sha256()).isEqualTo(first);
    }

    @Test
    void sha256ShouldBeACopy() {
        ReceivedMessage message = ReceivedMessage.of(new byte[] {1});
        message.sha256()[0]++;

        assertThat(message.sha256())
                .isEqualTo(ReceivedMessage.of(new byte[] {1}).sha256());
    }

    @Test
    void toStringShouldNotShowTheContent() {
        assertThat(ReceivedMessage.of("secret".getBytes(StandardCharsets.US_ASCII)))
                .hasToString("ReceivedMessage[6 octets]");
    }
}

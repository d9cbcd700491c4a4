package org.sealmx.openpgp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.security.SecureRandom;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BodyEncryptorTest {
    @Test
    void x() throws Exception {
        byte[] plain = new byte[300000];
        new Random(1).nextBytes(plain);
        for (TestKey key : new TestKey[] {
            TestKeys.curve25519(), TestKeys.rsa2048(), TestKeys.version6(), TestKeys.curve25519WithVersion2Bodies()
        }) {
            EncryptedBody body = new BodyEncryptor(new SecureRandom())
                    .encrypt(
                            new ByteArrayInputStream(plain),
                            CipherSuite.forAll(key.usable().recipients()));
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.write(body.wrapFor(key.usable().recipients().get(0), new SecureRandom()));
            body.packet().writeTo(out);
            var d = Decryptor.decrypt(out.toByteArray(), key);
            System.out.println(body + " " + d.bodyVersion() + " " + d.keyVersion() + " " + d.cipher());
            assertThat(d.plaintext()).isEqualTo(plain);
        }
        System.out.println(TestKeys.expired().evaluate(TestKeys.NOW) + " "
                + TestKeys.revoked().evaluate(TestKeys.NOW));
    }
}

package org.sealmx.it;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import org.sealmx.it.harness.ServerBuilder;

/** Tokens for webadmin (RFC 7519), signed with a key of its own. */
final class WebAdminToken {

    private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

    private final KeyPair keys;

    WebAdminToken() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        keys = generator.generateKeyPair();
    }

    /** Has a server ask for tokens of this key. */
    ServerBuilder require(ServerBuilder server) {
        String pem = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(keys.getPublic().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
        return server.conf(conf -> {
            conf.write("jwt.pem", pem);
            conf.append("webadmin.properties", "jwt.enabled=true\njwt.publickeypem.url=file://conf/jwt.pem");
        });
    }

    /** A token of an administrator. */
    String of(String subject) throws GeneralSecurityException {
        return of(subject, true);
    }

    /** A token. */
    String of(String subject, boolean administrator) throws GeneralSecurityException {
        String text = encode("{\"alg\":\"RS256\",\"typ\":\"JWT\"}") + "."
                + encode("{\"sub\":\"" + subject + "\",\"admin\":" + administrator + "}");
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(keys.getPrivate());
        signature.update(text.getBytes(StandardCharsets.US_ASCII));
        return text + "." + URL.encodeToString(signature.sign());
    }

    private static String encode(String json) {
        return URL.encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}

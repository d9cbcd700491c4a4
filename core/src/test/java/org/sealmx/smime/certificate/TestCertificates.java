package org.sealmx.smime.certificate;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bouncycastle.crypto.CryptoServicesRegistrar;

/** Certificates and keys that tests share, because RSA keys take long to make. */
public final class TestCertificates {

    private static final int ED25519_BITS = 255;
    private static final Map<String, KeyPair> KEYS = new ConcurrentHashMap<>();

    private TestCertificates() {}

    /** A certificate for an RSA key, without extensions. */
    public static TestCertificate rsa() {
        return certificate(rsa(2048)).build();
    }

    /** A certificate for a key on a curve, without extensions. */
    public static TestCertificate curve(String name) {
        return certificate(curveKey(name)).build();
    }

    static TestCertificate.Builder certificate(KeyPair keys) {
        return new TestCertificate.Builder(keys);
    }

    static KeyPair rsa(int bits) {
        return KEYS.computeIfAbsent("RSA-" + bits, name -> newRsa(bits));
    }

    /** A key that is not shared. */
    static KeyPair newRsa(int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits, CryptoServicesRegistrar.getSecureRandom());
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** A certificate for ML-KEM-768 or ML-KEM-1024, without extensions. */
    public static TestCertificate mlKem(int parameter) {
        return certificate(mlKemKey(parameter)).build();
    }

    static KeyPair mlKemKey(int parameter) {
        return KEYS.computeIfAbsent("ML-KEM-" + parameter, TestCertificates::newMlKem);
    }

    private static KeyPair newMlKem(String name) {
        try {
            return KeyPairGenerator.getInstance(name, TestCertificate.PROVIDER).generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    static KeyPair curveKey(String curve) {
        return KEYS.computeIfAbsent(curve, TestCertificates::newCurveKey);
    }

    /** A key that is not shared. */
    static KeyPair newCurveKey(String curve) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", TestCertificate.PROVIDER);
            generator.initialize(new ECGenParameterSpec(curve), CryptoServicesRegistrar.getSecureRandom());
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    public static KeyPair ed25519() {
        return KEYS.computeIfAbsent("Ed25519", name -> newEd25519());
    }

    /** A key that is not shared. */
    static KeyPair newEd25519() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519", TestCertificate.PROVIDER);
            generator.initialize(ED25519_BITS, CryptoServicesRegistrar.getSecureRandom());
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}

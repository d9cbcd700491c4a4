package org.sealmx.it.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sealmx.it.harness.ServerPaths;

/**
 * None of our code in the extension jar reads a secret key, or decrypts what anybody else has encrypted: our classes in
 * James could not open a message. The libraries in the jar can; the test checks what our classes use of them. One class
 * makes a key for a self-test, which it can neither give away nor exchange.
 */
class SecretKeysIT {

    /** Types that are, create or read a secret key, or that decrypt; and OpenPGP keys that hold both halves. */
    private static final Pattern SECRET_TYPE = Pattern.compile(".*\\.[A-Za-z]*"
            + "(PrivateKey|SecretKey|KeyPair|KeyRing|OpenPGPKey|Decrypt|Decipher|PGPEncryptedData(List)?$|EnvelopedData(Parser)?$)"
            + "[A-Za-z$]*");
    /** Methods that do so. */
    private static final Pattern SECRET_METHOD =
            Pattern.compile("(?i).*(decrypt|decipher|unwrap|private|secretKey|keyPair|KeyRing).*");
    /** Types whose methods are checked against that; types elsewhere have such names as well, to unwrap exceptions. */
    private static final Pattern CRYPTOGRAPHY =
            Pattern.compile("(org\\.sealmx\\.shaded\\.bouncycastle|javax\\.crypto|java\\.security)\\..*");

    /** A key for AES or HMAC, which is not half of a pair. */
    private static final Set<String> SYMMETRIC = Set.of("javax.crypto.spec.SecretKeySpec");
    /**
     * Creates a key pair for one message and forgets the private half once the key to wrap with is agreed on (RFC 5753
     * section 3.1). For OpenPGP, the library does the same.
     */
    private static final String EPHEMERAL = "org.sealmx.smime.message.EcKeyAgreement";
    /** Makes a throw-away key for a self-test, and opens what was sealed to it. */
    private static final String THROW_AWAY = "org.sealmx.server.selftest.ThrowAwayKey";
    /** What that class may use: it makes a key, and cannot read one. */
    private static final Set<String> OF_A_KEY_THAT_IS_MADE_HERE = Set.of(
            "api.OpenPGPKey",
            "api.OpenPGPKeyGenerator",
            "api.OpenPGPKeyGenerator$WithPrimaryKey",
            "api.bc.BcOpenPGPApi.decryptAndOrVerifyMessage",
            "api.OpenPGPMessageProcessor.addDecryptionKey");

    /** Decrypts what it has encrypted itself, and nothing of mail. */
    private static final String PASSWORD_OF_A_SESSION = "org.sealmx.server.page.session.SealedPassword";

    /** All other classes that use the JDK's ciphers. Before you add one, read it to make sure that it only encrypts. */
    private static final Set<String> ENCRYPTORS = Set.of(
            "org.sealmx.openpgp.encryption.CfbDataEncryptor",
            "org.sealmx.openpgp.encryption.Ocb",
            "org.sealmx.smime.message.ContentEncryptor");

    private static Stream<JavaClass> ours(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return new ClassFileImporter()
                            .withImportOption(location ->
                                    !location.contains("/org/sealmx/shaded/") && !location.contains("/picocli/"))
                            .importJar(file)
                            .stream()
                            .filter(type -> type.getPackageName().startsWith("org.sealmx."));
        }
    }

    /** The uses of secret keys by the classes, such as {@code Class -> Type} and {@code Class -> Type.method}. */
    private static Set<String> uses(Path jar) throws IOException {
        return ours(jar)
                .flatMap(type -> Stream.concat(types(type), methods(type)).map(used -> type.getName() + " -> " + used))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> types(JavaClass type) {
        Stream<String> named = type.getDirectDependenciesFromSelf().stream()
                .map(dependency ->
                        dependency.getTargetClass().getBaseComponentType().getName());
        // a value that is only passed on leaves no other trace
        Stream<String> handedOn = type.getMethodCallsFromSelf().stream()
                .flatMap(call -> Stream.concat(
                        Stream.of(call.getTarget().getRawReturnType()),
                        call.getTarget().getRawParameterTypes().stream()))
                // an array of classes that are not imported has no component type
                .map(each -> each.getName().replaceAll("^\\[+L|;$", ""));
        return Stream.concat(named, handedOn)
                .filter(SECRET_TYPE.asMatchPredicate())
                .filter(name -> isForeign(name) && !SYMMETRIC.contains(name));
    }

    private static Stream<String> methods(JavaClass type) {
        return type.getAccessesFromSelf().stream()
                .map(JavaAccess::getTarget)
                .filter(target ->
                        CRYPTOGRAPHY.matcher(target.getOwner().getName()).matches())
                .filter(target -> SECRET_METHOD.matcher(target.getName()).matches())
                .map(target -> target.getOwner().getName() + "." + target.getName());
    }

    /** Our own types are examined themselves. */
    private static boolean isForeign(String type) {
        return !type.startsWith("org.sealmx.") || type.startsWith("org.sealmx.shaded.");
    }

    @Test
    void extensionShouldNeitherMakeNorUseSecretKeys() throws IOException {
        assertThat(uses(ServerPaths.extension()))
                .allMatch(use -> use.startsWith(EPHEMERAL + " -> ") || use.startsWith(THROW_AWAY + " -> "));
    }

    @Test
    void throwAwayKeyShouldBeMadeAndNeverRead() throws IOException {
        assertThat(uses(ServerPaths.extension()))
                .filteredOn(use -> use.startsWith(THROW_AWAY + " -> "))
                .extracting(use -> use.replaceFirst(".* -> org\\.sealmx\\.shaded\\.bouncycastle\\.openpgp\\.", ""))
                .containsExactlyInAnyOrderElementsOf(OF_A_KEY_THAT_IS_MADE_HERE);
    }

    /** Nothing but the self-test has the key: its class has no field and no method that gives it away or takes one. */
    @Test
    void throwAwayKeyShouldStayWhereItIs() throws IOException {
        JavaClass key = ours(ServerPaths.extension())
                .filter(type -> type.getName().equals(THROW_AWAY))
                .findFirst()
                .orElseThrow();
        assertThat(key.getDirectDependenciesToSelf())
                .extracting(dependency -> dependency.getOriginClass().getPackageName())
                .containsOnly("org.sealmx.server.selftest");
        assertThat(key.getMethods())
                .extracting(method ->
                        method.getName() + " " + method.getRawReturnType().getSimpleName())
                .containsExactlyInAnyOrder("make ThrowAwayKey", "certificate String", "open byte[]");
        assertThat(key.getFields())
                .allMatch(field -> field.getModifiers().contains(JavaModifier.PRIVATE)
                        || field.getRawType().getName().equals("java.lang.String")
                        || field.getRawType().isPrimitive());
    }

    /** But for the password of a session of the page, which opens with what the browser sends. */
    @Test
    void extensionShouldOnlyEncrypt() throws IOException {
        assertThat(ours(ServerPaths.extension())
                        .filter(type -> !type.getName().equals(PASSWORD_OF_A_SESSION))
                        .filter(type -> type.getMethodCallsFromSelf().stream()
                                .anyMatch(
                                        call -> call.getTargetOwner().getName().equals("javax.crypto.Cipher")
                                                && call.getTarget().getName().equals("init")))
                        .map(JavaClass::getName))
                .containsExactlyInAnyOrderElementsOf(ENCRYPTORS);
    }

    @Test
    void extensionShouldHoldNeitherToolsNorCommandLines() throws IOException {
        assertThat(ours(ServerPaths.extension()).map(JavaClass::getPackageName))
                .hasSizeGreaterThan(300)
                .noneMatch(name -> name.startsWith("org.sealmx.tools") || name.startsWith("org.sealmx.cli"));
    }

    /** The same check finds secret keys in the tools, which proves that it can find them. */
    @Test
    void toolsShouldBeWhereSecretKeysAre() throws IOException {
        assertThat(uses(ServerPaths.tools()))
                .anyMatch(
                        use -> use.startsWith("org.sealmx.tools.demo.DemoKeys -> ") && use.contains("KeyPairGenerator"))
                .anyMatch(use -> use.startsWith("org.sealmx.tools.demo.DemoAccounts -> ") && use.contains("OpenPGPKey"))
                .anyMatch(use -> use.startsWith("org.sealmx.tools.demo.DemoOpen -> ") && use.contains("decrypt"))
                .noneMatch(use -> use.startsWith("org.sealmx.tools.check."));
    }
}

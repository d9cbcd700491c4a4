package org.sealmx.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sealmx.standalone.folder.Installation;

/** James can load the jar: it is complete, and its libraries do not collide with those of James. */
class ExtensionJarIT {

    static Path jar;
    static List<String> entries;

    @BeforeAll
    static void readJar() throws Exception {
        jar = Installation.find().extensionJars().get(0);
        try (JarFile file = new JarFile(jar.toFile())) {
            entries = file.stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(JarEntry::getName)
                    .toList();
        }
    }

    @Test
    void jarShouldHoldNoClassOfOthersUnderItsOwnName() {
        assertThat(entries)
                .filteredOn(name -> name.endsWith(".class"))
                .allMatch(name -> name.startsWith("org/sealmx/"))
                .noneMatch(name -> name.startsWith("org/sealmx/standalone/"));
    }

    @Test
    void jarShouldOfferNobodyASecurityProvider() {
        assertThat(entries)
                .noneMatch(name -> name.matches("META-INF/.*\\.(SF|RSA|DSA|EC)"))
                .doesNotContain("META-INF/services/java.security.Provider")
                .noneMatch(name -> name.startsWith("META-INF/versions/"));
    }

    @Test
    void jarShouldHoldTheLicencesOfWhatItEmbeds() {
        assertThat(entries).contains("META-INF/LICENSE", "META-INF/LICENSE.md", "META-INF/NOTICE");
    }

    @Test
    void noticeShouldSayEachThingOnceAndNameEveryFileOfOthers() throws Exception {
        String notice;
        try (JarFile file = new JarFile(jar.toFile())) {
            notice = new String(
                    file.getInputStream(file.getEntry("META-INF/NOTICE")).readAllBytes(), StandardCharsets.UTF_8);
        }

        assertThat(notice.split("Jackson is a high-performance", -1)).hasSize(2);
        assertThat(notice).contains("Public Suffix List", "Mozilla Public License, version 2.0");
        assertThat(entries)
                .filteredOn(name -> !name.startsWith("META-INF/") && !name.startsWith("org/sealmx/"))
                .isNotEmpty()
                .allMatch(notice::contains);
    }

    @Test
    void everyClassOfOursShouldLoadWithWhatJamesProvides() throws Exception {
        List<String> ours = entries.stream()
                .filter(name -> name.startsWith("org/sealmx/") && !name.startsWith("org/sealmx/shaded/"))
                .filter(name -> name.endsWith(".class") && !name.endsWith("package-info.class"))
                .map(name ->
                        name.substring(0, name.length() - ".class".length()).replace('/', '.'))
                .toList();
        assertThat(ours).isNotEmpty();

        try (URLClassLoader loader = loader()) {
            for (String name : ours) {
                Class<?> loaded = Class.forName(name, false, loader);

                assertThat(loaded.getDeclaredMethods()).isNotNull();
                assertThat(loaded.getClassLoader()).isSameAs(loader);
            }
        }
    }

    @Test
    void classPathOfJamesShouldNotHoldOurClasses() {
        assertThatExceptionOfType(ClassNotFoundException.class)
                .isThrownBy(() -> Class.forName("org.sealmx.mailets.EncryptForRecipient"));
    }

    private static URLClassLoader loader() throws IOException {
        return new URLClassLoader(new URL[] {jar.toUri().toURL()}, ExtensionJarIT.class.getClassLoader());
    }
}

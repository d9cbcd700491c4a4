package org.sealmx.it.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The arrows between rooms are those of {@code docs/ARCHITECTURE.md}. */
class ArchitectureTest {

    private static final Path ROOT = Path.of(System.getProperty("basedir", ""))
            .toAbsolutePath()
            .resolve("..")
            .normalize();
    private static final String BASE = "org.sealmx.";
    private static final List<String> MODULES =
            List.of("cli", "core", "james", "matchers", "mailets", "server", "tools", "standalone");

    private static JavaClasses product;
    private static JavaClasses core;

    @BeforeAll
    static void read() {
        product = product();
        core = new ClassFileImporter().importPath(classesOf("core"));
    }

    /** The classes of all modules. */
    static JavaClasses product() {
        return new ClassFileImporter()
                .importPaths(MODULES.stream().map(ArchitectureTest::classesOf).toList());
    }

    private static Path classesOf(String module) {
        return ROOT.resolve(module).resolve("target/classes");
    }

    /** For each room, the rooms that its classes use. */
    private static Map<String, Set<String>> arrows() {
        Map<String, Set<String>> arrows = new TreeMap<>();
        product.forEach(type -> {
            String room = type.getPackageName().substring(BASE.length());
            Set<String> used = arrows.computeIfAbsent(room, name -> new TreeSet<>());
            type.getDirectDependenciesFromSelf().stream()
                    .map(dependency ->
                            dependency.getTargetClass().getBaseComponentType().getPackageName())
                    .filter(name -> name.startsWith(BASE))
                    .map(name -> name.substring(BASE.length()))
                    .filter(name -> !name.equals(room))
                    .forEach(used::add);
        });
        return arrows;
    }

    @Test
    void arrowsShouldBeInTheTable() throws IOException {
        Map<String, Set<String>> table = RoomTable.read(Files.readString(ROOT.resolve("docs/ARCHITECTURE.md")));
        Map<String, Set<String>> arrows = arrows();
        assertThat(arrows.keySet()).isEqualTo(table.keySet());
        arrows.forEach((room, used) -> assertThat(table.get(room)).as(room).containsAll(used));
    }

    @Test
    void tableShouldLeadInOneDirection() throws IOException {
        Map<String, Set<String>> arrows = RoomTable.read(Files.readString(ROOT.resolve("docs/ARCHITECTURE.md")));
        while (!arrows.isEmpty()) {
            Set<String> left = Set.copyOf(arrows.keySet());
            arrows.values().removeIf(used -> used.stream().noneMatch(left::contains));
            assertThat(arrows.keySet()).as("rooms in a circle, or above one").isNotEqualTo(left);
        }
    }

    @Test
    void coreShouldKnowNeitherJamesNorItsMail() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.james..", "org.apache.mailet..", "javax.mail..", "com.google.inject..")
                .check(core);
    }

    @Test
    void matchersShouldNotKnowMailets() {
        noClasses()
                .that()
                .resideInAPackage("org.sealmx.matchers..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.sealmx.mailets..")
                .check(product);
    }

    @Test
    void mailetsShouldNotKnowMatchers() {
        noClasses()
                .that()
                .resideInAPackage("org.sealmx.mailets..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.sealmx.matchers..")
                .check(product);
    }

    @Test
    void coreShouldNotKnowTheModulesAboveIt() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.sealmx.james..", "org.sealmx.matchers..", "org.sealmx.mailets..", "org.sealmx.server..")
                .check(core);
    }

    @Test
    void classesShouldBeInPackagesOfTheirOwn() {
        noClasses().should().resideInAPackage("org.apache..").check(product);
        assertThat(product).allMatch(type -> type.getPackageName().startsWith("org.sealmx."));
        assertThat(product).hasSizeGreaterThan(400);
    }

    /** The product uses nothing that only tests may use. */
    @Test
    void productShouldNotKnowTests() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.sealmx.it..", "org.junit..", "org.assertj..", "com.tngtech..")
                .check(product);
    }
}

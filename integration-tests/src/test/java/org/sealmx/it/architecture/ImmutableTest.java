package org.sealmx.it.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.Immutable;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What Error Prone trusts in types that are annotated with {@code @Immutable}: the build tells it that lists, sets and
 * maps are immutable ({@code KnownImmutable} in the parent's pom).
 */
class ImmutableTest {

    private static final Set<String> COLLECTIONS =
            Set.of(Collection.class.getName(), List.class.getName(), Set.class.getName(), Map.class.getName());
    /** What returns a collection that nobody can change. */
    private static final Pattern UNMODIFIABLE = Pattern.compile(
            "java\\.util\\.(List|Set|Map)\\.(copyOf|of|ofEntries)|java\\.util\\.Collections\\.(unmodifiable|empty).*"
                    + "|java\\.util\\.stream\\.(Stream\\.toList|Collectors\\.toUnmodifiable.*)");

    private static JavaClasses product;

    @BeforeAll
    static void read() {
        product = ArchitectureTest.product();
    }

    private static Stream<JavaClass> immutable() {
        return product.stream().filter(type -> !type.isInterface()).filter(type -> Stream.concat(
                        Stream.of(type), type.getAllRawInterfaces().stream())
                .anyMatch(each -> each.isAnnotatedWith(Immutable.class)));
    }

    private static Stream<JavaField> collections(JavaClass type) {
        return type.getFields().stream()
                .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
                .filter(field -> COLLECTIONS.contains(field.getRawType().getName()));
    }

    private static boolean makesUnmodifiable(JavaCodeUnit constructor) {
        return constructor.getMethodCallsFromSelf().stream().anyMatch(call -> UNMODIFIABLE
                .matcher(call.getTargetOwner().getName() + "." + call.getName())
                .matches());
    }

    private static boolean callsAnother(JavaConstructor constructor) {
        return constructor.getConstructorCallsFromSelf().stream()
                .anyMatch(call -> call.getTargetOwner().equals(constructor.getOwner()));
    }

    @Test
    void collectionsShouldBeCopiedByTheConstructor() {
        assertThat(immutable()
                        .filter(type -> collections(type).findAny().isPresent())
                        .flatMap(type -> type.getConstructors().stream())
                        .filter(constructor -> !callsAnother(constructor) && !makesUnmodifiable(constructor))
                        .map(JavaConstructor::getFullName))
                .isEmpty();
    }

    /** Error Prone does not look into the collections. */
    @Test
    void elementsShouldBeImmutable() {
        Set<JavaClass> known = Set.copyOf(immutable().toList());
        assertThat(immutable()
                        .flatMap(ImmutableTest::collections)
                        .filter(field -> field.getType().getAllInvolvedRawTypes().stream()
                                .filter(type -> type.getPackageName().startsWith("org.sealmx"))
                                .anyMatch(type -> !type.isEnum()
                                        && !known.contains(type)
                                        && !type.isAnnotatedWith(Immutable.class)))
                        .map(JavaField::getFullName))
                .isEmpty();
    }

    @Test
    void manyTypesShouldBeImmutable() {
        assertThat(immutable()).hasSizeGreaterThan(100);
    }
}

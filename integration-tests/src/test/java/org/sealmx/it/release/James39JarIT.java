package org.sealmx.it.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.sealmx.it.harness.Command;
import org.sealmx.it.harness.JavaHomes;
import org.sealmx.it.harness.ServerPaths;

/**
 * The jar for James 3.9, whose classes Maven Central has in part. What it has is compared member by member; of the
 * rest, only what is known to be gone. Where {@code SEALMX_JAMES_39} names a whole server, all is compared.
 */
class James39JarIT {

    private static final String OURS = "org/sealmx/";
    private static final String SHADED = "org/sealmx/shaded/";

    /** What these have of 3.8.1 is not on Maven Central for 3.9.0, or is not part of James. */
    private static final Set<String> NOT_COMPARED = Set.of(
            "protocols-smtp",
            "protocols-lmtp",
            "james-server-protocols-lmtp",
            "james-server-webadmin-core",
            "spark-core",
            "logback-classic",
            "logback-core");

    /**
     * Gone in 3.9, among what is not compared or used by more than one way; or, if it is a constructor of an abstract
     * class, no longer enough: what extends that class lacks a method that 3.9 demands.
     */
    private static final Pattern GONE = Pattern.compile("com/sun/mail/.*"
            + "|org/apache/james/core/MailAddress <init>\\(Ljava/lang/String;Lorg/apache/james/core/Domain;\\).*"
            + "|org/apache/james/protocols/lmtp/LMTPConfiguration <init>\\(.*"
            + "|org/apache/james/user/api/UsersRepository test\\(.*"
            + "|org/apache/james/mailbox/Authenticator isAuthentic\\(.*"
            + "|org/apache/mailet/StorageDirective getTargetFolder\\(.*"
            + "|org/apache/james/transport/mailets/delivery/MailDispatcher builder\\(.*"
            + "|org/apache/james/mailbox/MessageIdManager delete\\(.*"
            + "|org/apache/james/util/StreamUtils .*"
            + "|org/apache/mailet/base/MailPrioritySupport .*"
            + "|org/apache/mailet/.*MailPrioritySupport .*"
            + "|org/apache/james/utils/ExtendedClassLoader locateClass\\(.*");

    private static final int JAVA_OF_JAMES_39 = 21;

    private static Classes jar;
    private static Classes all;

    private static Path jarFor39() {
        return Path.of(System.getProperty("sealmx.extension-james-3.9")).normalize();
    }

    private static List<Path> james39() throws IOException {
        return Classes.jars(ServerPaths.james39()
                .map(server -> server.resolve("james-server-memory-app.lib"))
                .orElseGet(() -> ServerPaths.named("sealmx.james-3.9")));
    }

    @BeforeAll
    static void read() throws IOException {
        assertThat(jarFor39()).as("built without -P quick").exists();
        jar = Classes.of(List.of(jarFor39()));
        all = Classes.of(Stream.concat(Stream.of(jarFor39(), ServerPaths.tools()), james39().stream())
                .toList());
    }

    private static List<ClassFile> ours(Classes classes) {
        return classes.all().stream()
                .filter(file -> file.name().startsWith(OURS) && !file.name().startsWith(SHADED))
                .toList();
    }

    @Test
    void jarShouldHaveTheClassesOfThatFor38() throws IOException {
        Set<String> before = names(Classes.of(List.of(ServerPaths.extension())));

        assertThat(names(jar)).isEqualTo(before).hasSizeGreaterThan(1000);
    }

    private static Set<String> names(Classes classes) {
        return classes.all().stream().map(ClassFile::name).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void noClassShouldUseTheNamesThatJakartaReplaced() throws IOException {
        Set<String> used = new TreeSet<>();
        for (ClassFile file : jar.all()) {
            for (String type : file.types()) {
                boolean gone = type.startsWith("javax/") || type.startsWith("com/sun/mail/");
                if (gone && all.find(type).isEmpty()) {
                    used.add(file.name() + " uses " + type);
                }
            }
        }

        assertThat(used).isEmpty();
        assertThat(jar.all().stream().flatMap(file -> file.types().stream()))
                .contains("jakarta/mail/internet/MimeMessage", "jakarta/inject/Inject");
    }

    @Test
    void everyMemberThatWeUseShouldBeInJames39() throws IOException {
        Compatibility found = new Compatibility(all).examine(ours(jar));

        assertThat(found.problems()).isEmpty();
        requireKnown(found.unknown());
    }

    @Test
    void toolsShouldWorkBesideJames39AsTheyAre() throws IOException {
        Compatibility found = new Compatibility(all).examine(ours(Classes.of(List.of(ServerPaths.tools()))));

        assertThat(found.problems()).isEmpty();
        requireKnown(found.unknown());
    }

    /** Fails on a class that is neither compared nor known to be missing from Maven Central. */
    private static void requireKnown(Set<String> unknown) throws IOException {
        Set<String> lost = new TreeSet<>(unknown);
        for (Path library : Classes.jars(ServerPaths.dist().resolve("lib"))) {
            String name = String.valueOf(library.getFileName()).replaceFirst("-[0-9].*$", "");
            if (ServerPaths.james39().isEmpty() && NOT_COMPARED.contains(name)) {
                lost.removeAll(names(Classes.of(List.of(library))));
            }
        }
        // The compiler leaves the types of constants that it has inlined in the constant pool. Nothing refers to them
        // there,
        // so shading does not rename them. And words of texts can look like types.
        lost.removeIf(type -> type.startsWith("org/bouncycastle/") || !type.contains("/"));

        assertThat(lost)
                .as("neither in James 3.9 nor known to be missing from Maven Central")
                .isEmpty();
    }

    @Test
    void nothingThatIsKnownToBeGoneShouldBeUsed() {
        List<String> used = ours(jar).stream()
                .flatMap(file -> file.references().stream()
                        .map(reference -> reference.owner() + " " + reference.member())
                        .filter(GONE.asMatchPredicate())
                        .map(member -> file.name() + " uses " + member))
                .toList();

        assertThat(used).isEmpty();
    }

    @Test
    void comparisonShouldNoticeWhatIsGone() throws IOException {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "org/sealmx/Sibling", null, "java/lang/Object", new String[] {
            "org/apache/mailet/Mailet"
        });
        MethodVisitor code = writer.visitMethod(Opcodes.ACC_PUBLIC, "service", "()V", null, null);
        code.visitMethodInsn(Opcodes.INVOKEINTERFACE, "org/apache/james/user/api/UsersRepository", "test", "()Z", true);
        code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, "org/apache/james/core/MailAddress", "toString", "()V", false);
        code.visitFieldInsn(Opcodes.GETSTATIC, "org/apache/james/core/Domain", "NOWHERE", "I");
        code.visitTypeInsn(Opcodes.NEW, "org/apache/james/util/Gone");
        writer.visitEnd();

        Compatibility found = new Compatibility(all).examine(List.of(added(ClassFile.read(writer.toByteArray()))));

        assertThat(found.problems())
                .anyMatch(problem -> problem.contains("UsersRepository test"))
                .anyMatch(problem -> problem.contains("MailAddress toString()V"))
                .anyMatch(problem -> problem.contains("Domain NOWHERE"))
                .anyMatch(problem -> problem.contains("lacks service(Lorg/apache/mailet/Mail;)V"));
        assertThat(found.unknown()).contains("org/apache/james/util/Gone");
    }

    private static ClassFile added(ClassFile file) {
        all.add(file);
        return file;
    }

    @Test
    @SuppressWarnings("SystemOut") // tells what was left out
    void classesShouldLoadInTheJavaOfJames39() throws Exception {
        Optional<JavaHomes.JavaHome> java =
                JavaHomes.since(JAVA_OF_JAMES_39).stream().findFirst();
        if (java.isEmpty()) {
            System.out.println("James 3.9: its classes were compared, not loaded, for want of Java " + JAVA_OF_JAMES_39
                    + " or later below /usr/lib/jvm or in SEALMX_JAVA_21");
            return;
        }
        List<String> path = new ArrayList<>(List.of(jarFor39().toString()));
        for (Path library : james39()) {
            path.add(library.toString());
        }
        path.add(ServerPaths.testClasses().toString());
        Command.Result result = Command.run(
                java.get().bin().resolve("java").toString(),
                "-cp",
                String.join(File.pathSeparator, path),
                LoadedClasses.class.getName(),
                jarFor39().toString());

        assertThat(result.exitCode()).as(result.errors()).isZero();
        List<String> lines = result.text().lines().toList();
        Set<String> missing = lines.stream()
                .filter(line -> line.startsWith("missing "))
                .map(line -> line.substring("missing ".length()))
                .collect(Collectors.toCollection(TreeSet::new));
        requireKnown(missing);
        assertThat(lines)
                .contains("mailet org.sealmx.mailets.EncryptForRecipient", "matcher org.sealmx.matchers.IsSealed")
                .anyMatch(line -> line.startsWith("module org.sealmx.server.guice.SealMxModule"))
                .noneMatch(line -> line.startsWith("failed "));
        System.out.println("James 3.9: " + lines.get(lines.size() - 1) + " with Java "
                + java.get().version());
    }
}

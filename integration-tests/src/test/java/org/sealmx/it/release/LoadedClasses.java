package org.sealmx.it.release;

import com.google.inject.Module;
import com.google.inject.spi.Elements;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/**
 * Loads and links all classes of ours in a jar, beside a James that may lack some of its own. A program, for another
 * Java; it prints {@code mailet NAME}, {@code matcher NAME}, {@code module NAME}, {@code missing INTERNAL-NAME},
 * {@code failed NAME REASON}, and at the end how many were loaded.
 */
public final class LoadedClasses {

    private final Set<String> missing = new TreeSet<>();
    private final List<String> lines = new ArrayList<>();
    private int loaded;
    private int members;

    private LoadedClasses() {}

    /** Takes the name of the jar, which is on the class path as well. */
    @SuppressWarnings("SystemOut") // a program
    public static void main(String[] arguments) throws Exception {
        LoadedClasses classes = new LoadedClasses();
        try (JarFile jar = new JarFile(arguments[0])) {
            jar.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.startsWith("org/sealmx/") && !name.startsWith("org/sealmx/shaded/"))
                    .filter(name -> name.endsWith(".class") && !name.endsWith("package-info.class"))
                    .map(name ->
                            name.substring(0, name.length() - ".class".length()).replace('/', '.'))
                    .forEach(classes::load);
        }
        classes.lines.forEach(System.out::println);
        classes.missing.forEach(name -> System.out.println("missing " + name));
        System.out.println(
                classes.loaded + " classes of ours, with " + classes.members + " members, were loaded and initialised");
    }

    private void load(String name) {
        try {
            Class<?> type = Class.forName(name, true, LoadedClasses.class.getClassLoader());
            // resolves all types of fields and methods
            members += type.getDeclaredMethods().length
                    + type.getDeclaredFields().length
                    + type.getDeclaredConstructors().length;
            loaded++;
            describe(type);
        } catch (NoClassDefFoundError | TypeNotPresentException e) {
            missing.add(missingName(e));
        } catch (ReflectiveOperationException | LinkageError e) {
            lines.add("failed " + name + " " + e);
        }
    }

    private static String missingName(Throwable problem) {
        if (problem instanceof TypeNotPresentException type) {
            return type.typeName().replace('.', '/');
        }
        String message = String.valueOf(problem.getMessage());
        // of a class whose initialisation has failed before, the message says so
        return problem.getCause() instanceof ClassNotFoundException cause && cause.getMessage() != null
                ? cause.getMessage().replace('.', '/')
                : message;
    }

    private void describe(Class<?> type) throws ReflectiveOperationException {
        if (Modifier.isAbstract(type.getModifiers())) {
            return;
        }
        if (org.apache.mailet.Mailet.class.isAssignableFrom(type)) {
            lines.add("mailet " + type.getName());
        }
        if (org.apache.mailet.Matcher.class.isAssignableFrom(type)) {
            lines.add("matcher " + type.getName());
        }
        if (Module.class.isAssignableFrom(type) && type.getConstructors().length > 0) {
            Module module = (Module) type.getConstructor().newInstance();
            lines.add("module " + type.getName() + ", elements: "
                    + Elements.getElements(module).size());
        }
    }
}

package org.sealmx.standalone.folder;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import org.sealmx.cli.JamesFolders;
import org.sealmx.cli.OperatorException;

/** The one folder below which everything is written; readable only by its owner. One instance uses it at a time. */
public final class WorkingDirectory implements AutoCloseable {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    private static final String LOCK = "lock";
    private static final String LOG = "log";
    private static final String VAR = "var";

    private final Path root;
    private final FileChannel lock;

    private WorkingDirectory(Path root, FileChannel lock) {
        this.root = root;
        this.lock = lock;
    }

    /**
     * Prepares the folder and locks it for this instance.
     *
     * @param extensionJars copied to where James looks for extensions; what was there before is removed
     * @throws OperatorException when it cannot be written to, or another instance has it
     */
    public static WorkingDirectory prepare(Path root, List<Path> extensionJars) throws OperatorException {
        try {
            createFolder(root);
            WorkingDirectory directory = new WorkingDirectory(root, lock(root));
            createFolder(root.resolve(LOG));
            empty(directory.temporary());
            createFolder(root.resolve(VAR));
            empty(directory.extensionJars());
            for (Path jar : extensionJars) {
                Files.copy(
                        jar, directory.extensionJars().resolve(jar.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
            }
            return directory;
        } catch (FileSystemException e) {
            throw cannotWrite(root, e, System.getProperty("user.name"));
        } catch (IOException e) {
            throw new OperatorException("--data: cannot write to " + root + ": " + e.getMessage(), e);
        }
    }

    /**
     * Finds out whether another instance has the folder, and changes nothing in it.
     *
     * @throws OperatorException when another instance has the folder, or that cannot be found out
     */
    public static void requireUnused(Path root) throws OperatorException {
        if (!Files.isWritable(root.resolve(LOCK))) {
            return;
        }
        try {
            lock(root).close();
        } catch (IOException e) {
            throw new OperatorException("--data: cannot lock " + root.resolve(LOCK) + ": " + e.getMessage(), e);
        }
    }

    /**
     * The error for a file. When a copy fails, the system names both files, the source first.
     *
     * @param user who runs the program
     */
    static OperatorException cannotWrite(Path root, FileSystemException problem, String user) {
        String file = Optional.ofNullable(problem.getOtherFile()).orElse(problem.getFile());
        String reason = problem.getReason();
        String what;
        if (reason != null) {
            what = ": " + reason + "; fix that, or name another folder";
        } else {
            what = otherOwner(root, Path.of(file), user)
                    .map(owner -> ", which belongs to " + owner
                            + "; give the folder to the user who runs the program (chown -R " + user + " " + root
                            + "), or name another")
                    .orElse("; name a folder that you may write to");
        }
        return new OperatorException("--data: cannot write to " + file + what, problem);
    }

    /** Who owns what is in the folder, if it is somebody else: one start as root is enough. */
    private static Optional<String> otherOwner(Path root, Path file, String user) {
        if (!file.startsWith(root)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.getOwner(file).getName()).filter(owner -> !owner.equals(user));
        } catch (IOException e) {
            // the name only improves an error message
            return Optional.empty();
        }
    }

    private static FileChannel lock(Path root) throws IOException, OperatorException {
        FileChannel channel = FileChannel.open(root.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw inUse(root, e);
        }
        channel.close();
        throw inUse(root, null);
    }

    private static OperatorException inUse(Path root, @Nullable Throwable cause) {
        return new OperatorException(
                "another instance runs in " + root + "; stop it, or name another folder with --data", cause);
    }

    private static void createFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        }
    }

    private static void empty(Path folder) throws IOException {
        createFolder(folder);
        Folders.empty(folder);
    }

    /** Where James looks for extensions. */
    public Path extensionJars() {
        return root.resolve("extensions-jars");
    }

    /** The full name of a mailet or a matcher of ours in the extension jars, by its simple name. */
    public Optional<String> mailetOrMatcher(String simpleName) {
        Pattern entry = Pattern.compile("org/sealmx/(?:mailets|matchers)/" + Pattern.quote(simpleName) + "\\.class");
        try (Stream<Path> jars = Files.list(extensionJars())) {
            for (Path jar : jars.toList()) {
                try (ZipFile content = new ZipFile(jar.toFile())) {
                    Optional<String> name = content.stream()
                            .map(ZipEntry::getName)
                            .filter(entry.asMatchPredicate())
                            .findFirst();
                    if (name.isPresent()) {
                        return name.map(path -> path.replace('/', '.').replaceFirst("\\.class$", ""));
                    }
                }
            }
        } catch (IOException e) {
            // the name only improves an error message
            return Optional.empty();
        }
        return Optional.empty();
    }

    /** Which database the folder belongs to, if any. */
    public MailboxesMark mailboxes() {
        return new MailboxesMark(root, root.resolve(VAR));
    }

    /** For an embedded database. */
    public Path database() {
        return root.resolve("store");
    }

    /**
     * The key of the hashes that replace addresses in the log, unless the configuration names another.
     *
     * @param root where everything is written
     */
    public static Path logHashKey(Path root) {
        return root.resolve(VAR).resolve("sealmx").resolve("log-hash.key");
    }

    /** The log file. */
    public Path log() {
        return root.resolve(LOG).resolve("sealmx.log");
    }

    /** For temporary files; emptied at each start. */
    public Path temporary() {
        return root.resolve("tmp");
    }

    /** The demo accounts' directory file and keys. */
    public Path demo() {
        return demo(root);
    }

    /** The same, for a folder that may not be prepared. */
    public static Path demo(Path root) {
        return root.resolve("demo");
    }

    /** The configuration with a next hop, made at each start. */
    public Path nextHopConfiguration() {
        return root.resolve("conf-next-hop");
    }

    /** How James finds its folders: the configuration may be anywhere, all else is here. */
    public JamesFolders forJames(Path conf) {
        return new JamesFolders(root, conf);
    }

    /** Unlocks the folder for the next instance. */
    @Override
    public void close() throws IOException {
        lock.close();
    }
}

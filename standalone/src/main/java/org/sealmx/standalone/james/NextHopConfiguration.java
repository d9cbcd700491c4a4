package org.sealmx.standalone.james;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.sealmx.cli.OperatorException;
import org.sealmx.standalone.folder.Folders;

/**
 * A configuration in which mail goes to a next hop. All its files are links to those of the operator's configuration,
 * except the two that say where mail goes.
 */
public final class NextHopConfiguration {

    private static final String PROPERTIES = "sealmx.properties";
    private static final String CHAIN = "mailetcontainer.xml";
    private static final String MAILET = "org.sealmx.mailets.DeliverByLmtp";
    private static final Pattern DELIVERY = Pattern.compile(
            "org\\.sealmx\\.mailets\\.(?:DeliverToMailbox|DeliverToCouchDb|DeliverToSoledad|DeliverByLmtp)(?=\")");
    private static final Pattern OF_STORE = Pattern.compile("(?m)^[ \\t]*(?:store|next-hop)[ \\t]*[=:].*$");
    private static final Pattern UNSPEAKABLE = Pattern.compile("[,\\\\$\\p{Cntrl}]|\\s$");
    private static final char LAST_OF_ASCII = 0x7f;

    private NextHopConfiguration() {}

    /**
     * Writes it.
     *
     * @param conf the operator's configuration
     * @param copy a folder; what was there before is removed
     * @param nextHop where the server listens
     * @throws OperatorException when it cannot be written, when the chain has no mailet to replace, or when the
     *     operator's configuration is in that folder
     */
    public static void write(Path conf, Path copy, String nextHop) throws OperatorException, IOException {
        requireElsewhere(conf, copy);
        String place = inProperties(nextHop);
        String chain = Files.readString(conf.resolve(CHAIN), StandardCharsets.UTF_8);
        if (!DELIVERY.matcher(chain).find()) {
            throw new OperatorException("--store lmtp: " + conf.resolve(CHAIN) + " has none of SealMX' mailets that"
                    + " deliver; put " + MAILET + " in place of the one that does");
        }
        String properties = Files.readString(conf.resolve(PROPERTIES), StandardCharsets.ISO_8859_1);
        try {
            Folders.delete(copy);
            Files.createDirectory(
                    copy, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            link(conf, copy);
            Files.writeString(copy.resolve(CHAIN), DELIVERY.matcher(chain).replaceAll(MAILET), StandardCharsets.UTF_8);
            Files.writeString(
                    copy.resolve(PROPERTIES),
                    OF_STORE.matcher(properties).replaceAll(found -> Matcher.quoteReplacement("# " + found.group()))
                            + "\nstore=lmtp\nnext-hop=" + place + "\n",
                    StandardCharsets.ISO_8859_1);
        } catch (FileSystemException e) {
            throw new OperatorException("--data: cannot write to " + copy + "; name a folder that you may write to", e);
        }
    }

    private static void requireElsewhere(Path conf, Path copy) throws OperatorException, IOException {
        if (Files.exists(copy) && conf.toRealPath().startsWith(copy.toRealPath())) {
            throw new OperatorException("--conf: " + conf + " is in " + copy + ", which --store lmtp makes anew at each"
                    + " start; name a configuration of your own");
        }
    }

    /** A value as James reads it from a file of properties: ASCII, and a list when it has a comma. */
    private static String inProperties(String value) throws OperatorException {
        if (UNSPEAKABLE.matcher(value).find()) {
            throw new OperatorException("--next-hop: a path with a comma, a backslash, a dollar sign or a control"
                    + " character in it, or a space at its end, cannot be used; name another one for the socket");
        }
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            escaped.append(c < LAST_OF_ASCII ? String.valueOf(c) : String.format(Locale.ROOT, "\\u%04x", (int) c));
        }
        return escaped.toString();
    }

    private static void link(Path conf, Path copy) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(conf)) {
            files = all.toList();
        }
        for (Path file : files) {
            String name = file.getFileName().toString();
            if (!name.equals(PROPERTIES) && !name.equals(CHAIN)) {
                Files.createSymbolicLink(copy.resolve(name), file.toAbsolutePath());
            }
        }
    }
}

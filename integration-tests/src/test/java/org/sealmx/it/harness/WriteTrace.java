package org.sealmx.it.harness;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Everything that a process and its children wrote to files, whether or not the files still exist: {@code strace} shows
 * the path of each descriptor and the octets of each write.
 */
public final class WriteTrace {

    private static final String LONGEST_WRITE = "33554432";
    private static final String WRITES = "write,pwrite64,writev,pwritev,pwritev2";
    private static final String COPIES = "sendfile,copy_file_range,splice";
    private static final Pattern WRITE_TO_FILE = Pattern.compile("\\bp?write(64|v|v2)?\\(\\d+</(?!dev/).*");
    private static final Pattern COPY =
            Pattern.compile("\\b(sendfile|copy_file_range|splice)\\((?!\\d+<[^>]*\\.jar>).*");
    private static final Pattern SHARED_MAPPING =
            Pattern.compile("\\bmmap\\(.*PROT_WRITE.*MAP_SHARED.*\\d+</(?!dev/).*");

    private final Path file;

    /**
     * Writes the trace to a file. The trace may contain the text that a test searches for: keep it outside the searched
     * folder.
     */
    public WriteTrace(Path file) {
        this.file = file;
    }

    /** The words to put before a command line that is to be traced. */
    public String[] command() {
        return new String[] {
            "strace",
            "-f",
            "-qq",
            "-y",
            "--seccomp-bpf",
            "-s",
            LONGEST_WRITE,
            "-e",
            "trace=" + WRITES + "," + COPIES + ",mmap",
            "-e",
            "signal=none",
            "-o",
            file.toString()
        };
    }

    /** How many writes to files the trace contains. */
    public long writes() throws IOException {
        return lines(WRITE_TO_FILE, "").size();
    }

    /** The writes to files that contain a text. */
    public List<String> writesOf(String text) throws IOException {
        return lines(WRITE_TO_FILE, text);
    }

    /**
     * Copies inside the kernel, except of jars, and memory that is backed by files: the trace does not show what is
     * written that way.
     */
    public List<String> unseen() throws IOException {
        List<String> unseen = new ArrayList<>(lines(COPY, ""));
        unseen.addAll(lines(SHARED_MAPPING, ""));
        return unseen;
    }

    private List<String> lines(Pattern call, String text) throws IOException {
        List<String> found = new ArrayList<>();
        try (BufferedReader trace = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            for (String line = trace.readLine(); line != null; line = trace.readLine()) {
                if (line.contains(text) && call.matcher(line).find()) {
                    found.add(line.substring(0, Math.min(200, line.length())));
                }
            }
        }
        return found;
    }
}

package org.sealmx.standalone.commands;

/** Words of a command line that an operator can paste into a shell. */
final class ShellWord {

    private static final String PLAIN = "/._-:,@=+%";

    private ShellWord() {}

    /** The word, in quotes when a shell would take it for something else. */
    static String quoted(String word) {
        boolean plain =
                !word.isEmpty() && word.chars().allMatch(c -> Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0);
        return plain ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}

package org.sealmx.it.architecture;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The table of rooms in {@code docs/ARCHITECTURE.md}. */
final class RoomTable {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z.]+)` \\| [^|]+ \\|([^|]*)\\|$");
    private static final Pattern ROOM = Pattern.compile("`([a-z.]+)`");

    private RoomTable() {}

    /** For each room, the rooms that it may use. */
    static Map<String, Set<String>> read(String text) {
        Map<String, Set<String>> rooms = new TreeMap<>();
        Matcher rows = ROW.matcher(text);
        while (rows.find()) {
            Set<String> used = new TreeSet<>();
            Matcher names = ROOM.matcher(rows.group(2));
            while (names.find()) {
                used.add(names.group(1));
            }
            rooms.put(rows.group(1), used);
        }
        return rooms;
    }
}

package org.sealmx.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads where a server listens that mail is handed to, in the notation of {@code next-hop} in
 * {@code sealmx.properties}.
 */
public final class NextHopPlace implements ITypeConverter<String> {

    private static final Pattern INET = Pattern.compile("inet:(?:\\[[0-9A-Fa-f:.]+]|[^\\s:\\[\\]]+):(\\d{1,5})");
    private static final int MAX_PORT = 65_535;

    @Override
    public String convert(String value) {
        Matcher inet = INET.matcher(value);
        boolean valid = inet.matches()
                ? Integer.parseInt(inet.group(1)) >= 1 && Integer.parseInt(inet.group(1)) <= MAX_PORT
                : value.startsWith("unix:/") && value.length() > "unix:/".length();
        if (!valid) {
            throw new TypeConversionException("takes inet:HOST:PORT or unix:/PATH");
        }
        return value;
    }
}

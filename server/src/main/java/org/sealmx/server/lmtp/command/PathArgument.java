package org.sealmx.server.lmtp.command;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.StringTokenizer;
import org.sealmx.smtp.Reply;

/**
 * The argument of MAIL and RCPT: a path and parameters (RFC 5321 section 4.1.1.11).
 *
 * @param path the content of the angle brackets, without a source route; empty for the null path
 * @param parameters the values by upper-case keyword; empty for a keyword without a value
 */
record PathArgument(String path, Map<String, String> parameters) {

    PathArgument {
        parameters = Collections.unmodifiableMap(parameters);
    }

    /**
     * @param keyword {@code FROM} or {@code TO}
     * @param usage the reply to a line that has another form
     */
    static PathArgument parse(String argument, String keyword, Reply usage) throws CommandSyntaxException {
        String prefix = keyword + ":";
        if (!argument.regionMatches(true, 0, prefix, 0, prefix.length())) {
            throw new CommandSyntaxException(usage);
        }
        String rest = argument.substring(prefix.length()).stripLeading();
        int end = closingBracket(rest);
        if (end < 0 || (end + 1 < rest.length() && rest.charAt(end + 1) != ' ')) {
            throw new CommandSyntaxException(usage);
        }
        return new PathArgument(withoutRoute(rest.substring(1, end)), parameters(rest.substring(end + 1), usage));
    }

    /**
     * The index of the bracket that ends the path; a bracket in a quoted local part does not. -1 when there is none.
     */
    private static int closingBracket(String text) {
        if (!text.startsWith("<")) {
            return -1;
        }
        boolean quoted = false;
        for (int i = 1; i < text.length(); i++) {
            switch (text.charAt(i)) {
                case '"' -> quoted = !quoted;
                case '\\' -> i++;
                case '>' -> {
                    if (!quoted) {
                        return i;
                    }
                }
                default -> {
                    // part of the path
                }
            }
        }
        return -1;
    }

    /** RFC 5321 appendix C: a source route is accepted and ignored. */
    private static String withoutRoute(String path) {
        int colon = path.startsWith("@") ? path.indexOf(':') : -1;
        return colon < 0 ? path : path.substring(colon + 1);
    }

    private static Map<String, String> parameters(String text, Reply usage) throws CommandSyntaxException {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (StringTokenizer tokens = new StringTokenizer(text, " "); tokens.hasMoreTokens(); ) {
            String parameter = tokens.nextToken();
            int equals = parameter.indexOf('=');
            String keyword = (equals < 0 ? parameter : parameter.substring(0, equals)).toUpperCase(Locale.ROOT);
            String value = equals < 0 ? "" : parameter.substring(equals + 1);
            if (parameters.put(keyword, value) != null) {
                throw new CommandSyntaxException(usage);
            }
        }
        return parameters;
    }
}

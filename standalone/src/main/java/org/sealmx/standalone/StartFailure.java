package org.sealmx.standalone;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.configuration2.ex.ConfigurationException;

/** Says in one line why James did not start. */
final class StartFailure {

    /** In the extension jar; its message is one line for the operator. */
    private static final String TOLD_BY_SEALMX = "org.sealmx.server.config.StartUpException";

    private StartFailure() {}

    /** What a chain of exceptions comes down to: what James was doing, where it says so, and the root cause. */
    static String describe(Throwable failure) {
        List<Throwable> chain = new ArrayList<>();
        for (Throwable t = failure; t != null && !chain.contains(t); t = t.getCause()) {
            chain.add(t);
        }
        for (Throwable t : chain) {
            if (t.getClass().getName().equals(TOLD_BY_SEALMX)) {
                return message(t);
            }
        }
        Throwable root = chain.get(chain.size() - 1);
        String cause = message(root);
        for (Throwable t : chain) {
            String doing = oneLine(t.getMessage() == null ? "" : t.getMessage());
            if (t instanceof ConfigurationException && t != root && !doing.contains(cause)) {
                return doing + ": " + cause;
            }
        }
        return cause;
    }

    private static String message(Throwable root) {
        String message = root.getMessage();
        if (message == null || message.isBlank()) {
            return root.getClass().getSimpleName();
        }
        if (root instanceof ReflectiveOperationException || root instanceof LinkageError) {
            return root.getClass().getSimpleName() + ": " + oneLine(message);
        }
        return oneLine(message);
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}

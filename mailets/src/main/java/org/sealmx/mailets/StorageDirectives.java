package org.sealmx.mailets;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.sealmx.delivery.Run;
import org.sealmx.delivery.store.Placement;
import org.sealmx.smtp.EmailAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the folder and the flags that a stock mailet, such as {@code WithStorageDirective}, has asked for, either after
 * the aliases were resolved, for the account, or before that, for the recipient. The first of several folders is used,
 * since a delivery stores a message once.
 */
final class StorageDirectives {

    private static final Logger LOGGER = LoggerFactory.getLogger(StorageDirectives.class);
    /** James 3.8 has one folder, and James 3.9 a list of them. */
    private static final List<String> FOLDERS = List.of("DeliveryPath_", "DeliveryPaths_");

    private static final Map<String, String> SYSTEM_FLAGS = Map.of("Seen_", "\\Seen", "Important_", "\\Flagged");

    private static final String INBOX = "INBOX";

    private StorageDirectives() {}

    /** What was asked for; the inbox when that has a name that no store accepts, since the mail must not be lost. */
    static Placement of(Mail mail, Run run) {
        Set<String> users = usersOf(run);
        Optional<String> folder = folderFor(mail, users);
        Set<String> flags = flagsFor(mail, users);
        try {
            return new Placement(folder, flags);
        } catch (IllegalArgumentException e) {
            LOGGER.warn(
                    "run {}: the message goes into the inbox, without flags: {}; check the storage directives in"
                            + " mailetcontainer.xml",
                    run.id(),
                    e.getMessage());
            return Placement.inbox();
        }
    }

    /** The names that James' users may have, depending on whether it uses domains: those of the account come first. */
    private static Set<String> usersOf(Run run) {
        Set<String> users = new LinkedHashSet<>();
        for (EmailAddress address : List.of(run.route().mailbox(), run.recipient())) {
            users.add(address.canonical());
            users.add(address.canonicalLocalPart());
        }
        return users;
    }

    private static Optional<String> folderFor(Mail mail, Set<String> users) {
        return users.stream()
                .flatMap(user -> FOLDERS.stream().flatMap(prefix -> valuesOf(mail, prefix, user, String.class)))
                .findFirst()
                .map(StorageDirectives::levels)
                .filter(folder -> !folder.equalsIgnoreCase(INBOX));
    }

    /** The name as James reads it: a slash also separates levels, and one in front means nothing. */
    private static String levels(String name) {
        String dotted = name.replace('/', '.');
        return dotted.startsWith(".") ? dotted.substring(1) : dotted;
    }

    private static Set<String> flagsFor(Mail mail, Set<String> users) {
        return users.stream()
                .map(user -> flagsFor(mail, user))
                .filter(flags -> !flags.isEmpty())
                .findFirst()
                .orElse(Set.of());
    }

    private static Set<String> flagsFor(Mail mail, String user) {
        Set<String> flags = new HashSet<>();
        SYSTEM_FLAGS.forEach((prefix, flag) -> {
            if (valuesOf(mail, prefix, user, Boolean.class).anyMatch(Boolean::booleanValue)) {
                flags.add(flag);
            }
        });
        valuesOf(mail, "Keywords_", user, String.class).forEach(flags::add);
        return flags;
    }

    /** The value of an attribute, or the values if it is a list, as far as they are of this type. */
    private static <T> Stream<T> valuesOf(Mail mail, String prefix, String user, Class<T> type) {
        return mail.getAttribute(AttributeName.of(prefix + user)).stream()
                .map(attribute -> attribute.getValue().getValue())
                .flatMap(value -> value instanceof Collection<?> several ? several.stream() : Stream.of(value))
                .map(each -> each instanceof AttributeValue<?> wrapped ? wrapped.getValue() : each)
                .filter(type::isInstance)
                .map(type::cast);
    }
}

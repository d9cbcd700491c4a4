package org.sealmx.server.log;

import com.google.errorprone.annotations.ThreadSafe;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sealmx.delivery.outcome.RecipientOutcome;
import org.sealmx.directory.AccountId;

/** The fields of a line of the log of outcomes, in their order, before they are escaped. */
@ThreadSafe
final class OutcomeFields {

    /** Names of fields, in the order of a line. */
    static final List<String> NAMES = List.of(
            "time",
            "delivery",
            "queue",
            "to",
            "account",
            "dsn",
            "status",
            "delay",
            "stage",
            "certificate",
            "reason",
            "code",
            "id");

    /** Accounts, and certificates, of a line at most. */
    private static final int MOST = 20;

    private static final double MILLIS = 1_000.0;

    private final AddressHash hash;
    private final boolean addresses;

    /** @param addresses whether the log names recipients; otherwise it has their hashes */
    OutcomeFields(AddressHash hash, boolean addresses) {
        this.hash = hash;
        this.addresses = addresses;
    }

    /**
     * A field.
     *
     * @param name one of {@link #NAMES}
     * @param values empty when it is not known or there is none; several only for accounts and certificates
     * @param isNumber whether the value is a number
     */
    record Field(String name, List<String> values, boolean isNumber) {
        Field {
            values = List.copyOf(values);
        }

        /** Whether the field is a list, even of one value. */
        boolean isList() {
            return name.equals("account") || name.equals("certificate");
        }
    }

    /** The fields of an outcome. */
    List<Field> of(RecipientOutcome outcome, Instant now) {
        List<List<String>> values = List.of(
                List.of(now.truncatedTo(ChronoUnit.MILLIS).toString()),
                list(outcome.delivery()),
                list(outcome.queue()),
                List.of(addresses ? outcome.recipient().toString() : hash.of(outcome.recipient())),
                bounded(outcome.accounts().stream().map(this::account).toList()),
                List.of(outcome.reply().status().toString()),
                List.of(outcome.status().word()),
                List.of(String.format(Locale.ROOT, "%.3f", outcome.delay().toMillis() / MILLIS)),
                List.of(outcome.stage().word()),
                bounded(outcome.certificates()),
                List.of(outcome.reason().word()),
                List.of(Integer.toString(outcome.reply().code())),
                list(outcome.transaction()));
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < NAMES.size(); i++) {
            String name = NAMES.get(i);
            fields.add(new Field(name, values.get(i), name.equals("delay") || name.equals("code")));
        }
        return fields;
    }

    /** An account whose id is an address is hashed like an address. */
    private String account(AccountId account) {
        String value = account.value();
        return addresses || value.indexOf('@') < 0 ? account.toString() : hash.of(value);
    }

    private static List<String> list(Optional<String> value) {
        return value.stream().toList();
    }

    /** One address can lead to very many accounts. */
    private static List<String> bounded(List<String> values) {
        if (values.size() <= MOST) {
            return values;
        }
        List<String> some = new ArrayList<>(values.subList(0, MOST));
        some.add("+" + (values.size() - MOST));
        return some;
    }
}

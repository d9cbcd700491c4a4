package org.sealmx.server.log;

import com.google.errorprone.annotations.Immutable;
import java.util.List;
import org.sealmx.server.log.OutcomeFields.Field;

/** How the fields of an outcome become one line, whatever is in them. */
@Immutable
@FunctionalInterface
interface OutcomeLine {

    /** One line, without its end. */
    String of(List<Field> fields);
}

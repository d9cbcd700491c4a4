package org.sealmx.server.lookup.table;

import com.google.errorprone.annotations.ThreadSafe;
import org.sealmx.server.lookup.table.LookupCounter.Result;

/** A table whose answers are counted. */
@ThreadSafe
public final class CountedTable implements LookupTable {

    private final PostfixMap map;
    private final LookupTable table;
    private final LookupCounter counter;

    /**
     * @param map as which Postfix asks the table
     * @param table answers
     * @param counter is told each result
     */
    public CountedTable(PostfixMap map, LookupTable table, LookupCounter counter) {
        this.map = map;
        this.table = table;
        this.counter = counter;
    }

    /** {@inheritDoc} An exception counts as an answer that is unavailable: that is what Postfix is told. */
    @Override
    public LookupAnswer find(String key) {
        Result result = Result.UNAVAILABLE;
        try {
            LookupAnswer answer = table.find(key);
            result = Result.of(answer);
            return answer;
        } finally {
            counter.answered(map, result);
        }
    }
}

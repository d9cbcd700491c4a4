package org.sealmx.server.health;

import java.util.List;
import java.util.concurrent.Callable;
import org.apache.james.core.healthcheck.ComponentName;
import org.apache.james.core.healthcheck.Result;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** What health checks share. */
final class Checks {

    private Checks() {}

    /** A result that is healthy without problems, and otherwise degraded with all of them. */
    static Publisher<Result> degradedBy(ComponentName name, Callable<List<String>> problems) {
        return asking(() -> {
            List<String> found = problems.call();
            return found.isEmpty() ? Result.healthy(name) : Result.degraded(name, String.join("; ", found));
        });
    }

    /**
     * What {@code question} says, asked in a thread that may wait for the answer: James' rounds of checks come in one
     * of Reactor's, in which its mailboxes refuse to answer.
     */
    static Publisher<Result> asking(Callable<Result> question) {
        return Mono.fromCallable(question).subscribeOn(Schedulers.boundedElastic());
    }
}

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
        return blocking(() -> {
            List<String> found = problems.call();
            return found.isEmpty() ? Result.healthy(name) : Result.degraded(name, String.join("; ", found));
        });
    }

    /** A result that may take its time: James checks periodically on a thread on which nothing may wait. */
    static Publisher<Result> blocking(Callable<Result> result) {
        return Mono.fromCallable(result).subscribeOn(Schedulers.boundedElastic());
    }
}

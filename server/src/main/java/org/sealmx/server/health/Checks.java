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

    /**
     * The result of something that may wait, on a thread that may: James asks all checks once a minute on one that may
     * not, and there whatever waits fails.
     */
    static Publisher<Result> waiting(Callable<Result> check) {
        return Mono.fromCallable(check).subscribeOn(Schedulers.boundedElastic());
    }

    /** A result that is healthy without problems, and otherwise degraded with all of them. */
    static Publisher<Result> degradedBy(ComponentName name, Callable<List<String>> problems) {
        return waiting(() -> {
            List<String> found = problems.call();
            return found.isEmpty() ? Result.healthy(name) : Result.degraded(name, String.join("; ", found));
        });
    }
}

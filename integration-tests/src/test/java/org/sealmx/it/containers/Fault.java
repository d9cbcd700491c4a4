package org.sealmx.it.containers;

import java.util.Optional;
import org.sealmx.it.harness.CouchDbAdmin;

/**
 * What breaks while mail comes in, and is mended again.
 *
 * @param name in the table
 * @param mayWait how many messages may still be in Postfix' queue some time after the end
 * @param course what happens; returns a remark for the table
 */
record Fault(String name, int mayWait, Course course) {

    /** Messages that come in before the fault, and after its end. */
    private static final int AROUND = 20;
    /** Messages that come in while it lasts: some seconds of them, longer than SealMX waits for CouchDB. */
    private static final int DURING = 80;
    /** Deliveries that a node has in hand when it is killed wait ten minutes for their journal at most. */
    private static final int IN_HAND = 40;

    /** What happens. */
    @FunctionalInterface
    interface Course {
        String run(Project project, Load load) throws Exception;
    }

    static Fault nodeKilled() {
        return new Fault("a node is killed", 0, Fault::killNode);
    }

    static Fault nodeKilledBeforeDovecot() {
        return new Fault("a node is killed", IN_HAND, Fault::killNode);
    }

    private static String killNode(Project project, Load load) throws Exception {
        load.await(AROUND);
        project.kill(Project.FIRST);
        load.await(DURING);
        project.start(Project.FIRST);
        load.await(AROUND);
        return "SIGKILL, and started again";
    }

    static Fault nodeCutOff() {
        return new Fault("a node is cut off", 0, (project, load) -> {
            load.await(AROUND);
            project.cut(Project.SECOND, "front");
            project.cut(Project.SECOND, "back");
            load.await(DURING);
            project.mend(Project.SECOND, "back", "");
            project.mend(Project.SECOND, "front", "12", "sealmx");
            load.await(AROUND);
            return "from Postfix and from CouchDB";
        });
    }

    static Fault cutOff(String service) {
        return new Fault(service + " is cut off", 0, (project, load) -> {
            load.await(AROUND);
            project.cut(service, "back");
            load.await(DURING);
            project.mend(service, "back", "");
            load.await(AROUND);
            return "from both nodes";
        });
    }

    static Fault paused() {
        return new Fault("CouchDB is paused", 0, (project, load) -> {
            load.await(AROUND);
            project.pause(Project.COUCHDB);
            load.await(DURING);
            project.resume(Project.COUCHDB);
            load.await(AROUND);
            return "takes connections, and answers nothing";
        });
    }

    static Fault slow(CouchDbAdmin admin) {
        return new Fault("CouchDB is slow", 0, (project, load) -> {
            load.await(AROUND);
            Slowness slowness = new Slowness(project);
            long millis;
            try {
                millis = slowness.measure(admin);
                load.await(DURING);
            } finally {
                slowness.end();
            }
            load.await(AROUND);
            return "a request took %,d ms (median)".formatted(millis);
        });
    }

    static Fault restarted(String service) {
        return new Fault(service + " is restarted", 0, (project, load) -> {
            load.await(AROUND);
            project.restart(service);
            load.await(AROUND);
            return "its mail is on its volume";
        });
    }

    static Fault rollingUpgrade() {
        return new Fault("rolling upgrade", 0, (project, load) -> {
            project.buildNext();
            load.await(AROUND);
            for (String node : Project.NODES) {
                project.replace(node);
                if (!project.version(node).equals("next")) {
                    throw new AssertionError(node + " is not of the new image");
                }
                load.await(AROUND);
            }
            return "one node after the other has another image";
        });
    }

    /** The remark, with how often clients had to come again. */
    static String remark(String remark, Load load) {
        return Optional.of(load.turnedAway())
                .filter(times -> times > 0)
                .map(times -> remark + "; clients came again %d times".formatted(times))
                .orElse(remark);
    }
}

package org.sealmx.it.containers;

import java.util.stream.Collectors;

/** What the tests change of the shipped compose file, and of Postfix' configuration. */
final class Overrides {

    /** Postfix tries again after seconds, and sends nothing to anybody else. */
    static final String IMPATIENT = """

            minimal_backoff_time = 1s
            maximal_backoff_time = 2s
            queue_run_delay = 1s
            enable_long_queue_ids = yes
            default_transport = discard:
            """;

    private static final String IMAGES = """
            services:
              prepare:
                build:
                  args:
                    BASE: ${SEALMX_BASE_IMAGE}
              sealmx:
                profiles: [commands]
              sealmx-1:
                healthcheck: {test: [CMD, bash, /opt/sealmx/docker/health.sh], interval: 3s, timeout: 40s, retries: 5, start_period: 120s}
              sealmx-2:
                healthcheck: {test: [CMD, bash, /opt/sealmx/docker/health.sh], interval: 3s, timeout: 40s, retries: 5, start_period: 120s}
              postfix:
                healthcheck: {test: [CMD, postfix, status], interval: 3s, timeout: 40s, retries: 5, start_period: 120s}
                build:
                  args:
                    BASE: ${SEALMX_BASE_IMAGE}
              dovecot:
                build:
                  args:
                    BASE: ${SEALMX_BASE_IMAGE}
            """;

    private Overrides() {}

    static String yaml(boolean standIn) {
        if (!standIn) {
            return IMAGES;
        }
        String withoutLogin = ":\n    environment: {COUCHDB_USER: ''}\n";
        return IMAGES.replace("sealmx-1:\n", "sealmx-1" + withoutLogin)
                        .replace("sealmx-2:\n", "sealmx-2" + withoutLogin)
                        .replace("prepare:\n", "prepare" + withoutLogin)
                        .replace("sealmx:\n", "sealmx" + withoutLogin)
                + """
                  couchdb:
                    build:
                      context: ./stand-in
                      args:
                        BASE: ${STAND_IN_BASE}
                    entrypoint: [java, -Djava.io.tmpdir=/opt/couchdb/data, -Dsealmx.couchdb=/stand-in/program]
                    command: [-cp, '%s', org.sealmx.it.harness.ContainedCouchDb]
                    volumes:
                """.formatted(StandInImage.classPath())
                + StandInImage.mounts().stream()
                        .map(mount -> "      - '" + mount + "'\n")
                        .collect(Collectors.joining());
    }
}

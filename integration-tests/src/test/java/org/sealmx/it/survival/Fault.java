package org.sealmx.it.survival;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.sealmx.it.survival.TrickyRelay.Trick;

/** What breaks while messages flow. */
enum Fault {

    /** Nothing: shows that the suite itself loses and doubles nothing. */
    NONE("nothing breaks") {
        @Override
        int happen(Scene scene, int messages) throws Exception {
            scene.send(messages).call();
            return 0;
        }
    },

    KILL_SERVER("kill -9 of SealMX, new start") {
        @Override
        int mayDouble(DurableStore store, int happened) {
            return store.mayDouble() ? happened * UNDER_WAY : 0;
        }

        @Override
        int happen(Scene scene, int messages) throws Exception {
            return inParts(scene, messages, times(messages), () -> {
                scene.server().kill();
                scene.server().restart();
            });
        }
    },

    KILL_STORE("kill -9 of the store, new start") {
        @Override
        String obstacle(DurableStore store) {
            return store.obstacleToKill();
        }

        /** Dovecot writes the ids that the rule has seen a moment after the message: SIGKILL comes between. */
        @Override
        int mayDouble(DurableStore store, int happened) {
            return store instanceof DovecotStore ? happened * UNDER_WAY : 0;
        }

        @Override
        int happen(Scene scene, int messages) throws Exception {
            return inParts(scene, messages, times(messages), () -> {
                scene.store().kill();
                scene.awaitDeferred(1);
                scene.store().restart();
            });
        }
    },

    ONE_OF_THREE("store fails for one of three recipients") {
        @Override
        int happen(Scene scene, int messages) throws Exception {
            List<List<String>> recipients = new ArrayList<>();
            for (int i = 0; i < messages / 3; i++) {
                recipients.add(List.of(Scene.ACCOUNTS.get(i % 10), Scene.ACCOUNTS.get(10 + i % 10), Scene.THIRD));
            }
            scene.store().failFor(scene.server(), Scene.THIRD);
            scene.send(recipients).call();
            scene.awaitSent(1);
            scene.awaitDeferred(recipients.size());
            scene.store().mendFor(scene.server(), Scene.THIRD);
            return recipients.size();
        }
    },

    HOP_REFUSES_FOR_NOW("next hop refuses for now (LMTP 451, HTTP 503)") {
        @Override
        String obstacle(DurableStore store) {
            return withoutPort(store);
        }

        @Override
        int happen(Scene scene, int messages) throws Exception {
            return trick(scene, scene.behind(), Trick.REFUSE_FOR_NOW, messages);
        }
    },

    HOP_REFUSES_FOR_GOOD("next hop refuses for good (LMTP 554, HTTP 400)") {
        @Override
        String obstacle(DurableStore store) {
            return withoutPort(store);
        }

        @Override
        int happen(Scene scene, int messages) throws Exception {
            return trick(scene, scene.behind(), Trick.REFUSE_FOR_GOOD, messages);
        }
    },

    HOP_HANGS("next hop hangs after the message") {
        @Override
        String obstacle(DurableStore store) {
            return withoutPort(store);
        }

        @Override
        int happen(Scene scene, int messages) throws Exception {
            return trick(scene, scene.behind(), Trick.HANG, messages);
        }
    },

    HOP_DIES("next hop dies after DATA") {
        @Override
        String obstacle(DurableStore store) {
            return withoutPort(store);
        }

        @Override
        int happen(Scene scene, int messages) throws Exception {
            return trick(scene, scene.behind(), Trick.DIE, messages);
        }
    },

    HOP_REPLY_LOST("next hop stores, its reply is cut") {
        @Override
        String obstacle(DurableStore store) {
            return withoutPort(store);
        }

        @Override
        int happen(Scene scene, int messages) throws Exception {
            return trick(scene, scene.behind(), Trick.LOSE_REPLY, messages);
        }

        @Override
        int mayDouble(DurableStore store, int happened) {
            return store.mayDouble() ? happened : 0;
        }
    },

    OUR_REPLY_LOST("our reply to Postfix is cut") {
        @Override
        int happen(Scene scene, int messages) throws Exception {
            return trick(scene, scene.before(), Trick.LOSE_REPLY, messages);
        }
    },

    DISK_FULL("disk of the store full") {
        @Override
        String obstacle(DurableStore store) {
            return SmallDisk.isPossible() ? store.obstacleToSmallDisk() : "no mount namespace of its own (unshare -m)";
        }

        @Override
        Scene.Needs needs() {
            return new Scene.Needs(true, false);
        }

        @Override
        int happen(Scene scene, int messages) throws Exception {
            return inParts(scene, messages, 2, () -> {
                scene.disk().fill();
                scene.awaitDeferred(5);
                scene.disk().free();
            });
        }
    },

    CLOCK("clock of SealMX jumps an hour ahead, and back") {
        @Override
        String obstacle(DurableStore store) throws IOException {
            return FakeClock.obstacle();
        }

        @Override
        Scene.Needs needs() {
            return new Scene.Needs(false, true);
        }

        @Override
        int happen(Scene scene, int messages) throws Exception {
            return inParts(scene, messages, 2, scene.clock()::jump);
        }
    };

    private static final int MOMENTS = 10;
    private static final int ONE_IN = 10;
    /** Deliveries of Postfix at the same time: each of them may lose its reply by one blow. */
    private static final int UNDER_WAY = 20;

    private final String words;

    Fault(String words) {
        this.words = words;
    }

    /** What it is called in the table. */
    String words() {
        return words;
    }

    /** Why it cannot happen to this store; empty if it can. */
    String obstacle(DurableStore store) throws IOException {
        return "";
    }

    /** What it needs before the server starts. */
    Scene.Needs needs() {
        return Scene.Needs.NOTHING;
    }

    /** Sends the messages and breaks something meanwhile; returns how often. */
    abstract int happen(Scene scene, int messages) throws Exception;

    /** How many copies too many are allowed. */
    int mayDouble(DurableStore store, int happened) {
        return 0;
    }

    private static int times(int messages) {
        return Math.max(1, Math.min(MOMENTS, messages / ONE_IN));
    }

    private static String withoutPort(DurableStore store) {
        return store.port().isPresent() ? "" : "there is no next hop";
    }

    @FunctionalInterface
    private interface Blow {
        void strike() throws Exception;
    }

    /** Strikes at a random moment of each part. */
    private static int inParts(Scene scene, int messages, int times, Blow blow) throws Exception {
        int part = messages / times;
        for (int i = 0; i < times; i++) {
            Callable<Void> handed = scene.send(part);
            scene.awaitSent(1 + scene.random().nextInt(Math.max(1, part / 2)));
            blow.strike();
            handed.call();
        }
        return times;
    }

    private static int trick(Scene scene, TrickyRelay relay, Trick trick, int messages) throws Exception {
        relay.play(trick, ONE_IN, Math.max(1, messages / ONE_IN));
        scene.send(messages).call();
        scene.settle();
        return relay.played();
    }
}

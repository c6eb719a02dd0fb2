package io.jenkins.plugins.mlcd.webhook;

import java.util.HashMap;
import java.util.Map;

/** How many may be inside at once, in all and of each. Nobody waits. */
final class Slots {

    private final int most;
    private final int mostOfOne;
    private final Map<String, Integer> inside = new HashMap<>();
    private int all;

    Slots(int most, int mostOfOne) {
        this.most = most;
        this.mostOfOne = mostOfOne;
    }

    /** Whether {@code who} may enter; who did must {@link #leave}. */
    synchronized boolean enter(String who) {
        int own = inside.getOrDefault(who, 0);
        if (all >= most || own >= mostOfOne) {
            return false;
        }
        inside.put(who, own + 1);
        all++;
        return true;
    }

    synchronized void leave(String who) {
        inside.computeIfPresent(who, (name, own) -> own == 1 ? null : own - 1);
        all--;
    }
}

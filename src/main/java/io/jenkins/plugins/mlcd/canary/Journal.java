package io.jenkins.plugins.mlcd.canary;

import java.io.IOException;

/** Where the events of a rollout are written before they are acted on. */
interface Journal {

    /** Appends {@code event}, and returns the state after it once it is on disk. */
    RolloutState append(RolloutState state, RolloutEvent event) throws IOException;

    /** Whether people read it, so that intervals and words are worth the time. */
    boolean detailed();

    /** Keeps nothing, for simulations. */
    static Journal none() {
        return new Journal() {

            @Override
            public RolloutState append(RolloutState state, RolloutEvent event) {
                return state.after(event);
            }

            @Override
            public boolean detailed() {
                return false;
            }
        };
    }
}

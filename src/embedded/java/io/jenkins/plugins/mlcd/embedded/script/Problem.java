package io.jenkins.plugins.mlcd.embedded.script;

import edu.umd.cs.findbugs.annotations.CheckForNull;

/**
 * One mistake in a Jenkinsfile.
 *
 * @param line line in the file, from 1
 * @param stage the innermost stage around it, absent outside of stages
 * @param rule what is wrong and what would be right, without a full stop
 */
public record Problem(int line, @CheckForNull String stage, String rule) {

    /** {@code Jenkinsfile:12: stage 'Sweep': mlSweep has no parameter 'metrc'; did you mean 'metric'?}. */
    public String line(String file) {
        return file + ":" + line + ": " + (stage == null ? "" : "stage '" + stage + "': ") + rule;
    }
}

package io.jenkins.plugins.mlcd.embedded.script;

import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.Step;

/** A step descriptor whose step takes any number of named blocks instead of parameters: {@code parallel}. */
public interface NamedClosures {

    /** @throws IllegalArgumentException in one sentence, when an entry is no block */
    Step step(Map<?, ?> branches);
}

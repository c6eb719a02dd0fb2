package io.jenkins.plugins.mlcd.validate;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** What one run of a benchmark's command left behind. */
public interface RunOutput {

    /** The text of the metrics file; empty when the command wrote none. */
    Optional<String> metrics() throws IOException;

    /** Whether the command wrote a predictions file. */
    boolean predicted() throws IOException;

    /** The predictions file, opened anew; only when there is one. The caller closes it. */
    InputStream predictions() throws IOException;
}

package io.jenkins.plugins.mlcd.embedded.engine;

import hudson.model.BuildListener;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Where the steps of one branch write. */
public final class BranchListener implements BuildListener {

    private static final long serialVersionUID = 1L;

    private final transient PrintStream logger;

    public BranchListener(OutputStream out) {
        this.logger = new PrintStream(out, true, StandardCharsets.UTF_8);
    }

    @Override
    public PrintStream getLogger() {
        return logger;
    }

    @Override
    public Charset getCharset() {
        return StandardCharsets.UTF_8;
    }
}

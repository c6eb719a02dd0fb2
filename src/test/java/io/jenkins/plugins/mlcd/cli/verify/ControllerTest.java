package io.jenkins.plugins.mlcd.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ControllerTest {

    @Test
    void findsWhatTheLogSaysAgainstThePluginOnly() {
        List<String> log = """
                Running from: jenkins.war
                2026-11-24 19:32:23.087+0000 [id=50]	WARNING	h.m.DownloadService: No tool installer metadata
                2026-11-24 19:33:09.134+0000 [id=97]	SEVERE	h.i.i.Handler: A thread died
                java.lang.NullPointerException: "workspace" is null
                	at PluginClassLoader for mlcd//io.jenkins.plugins.mlcd.jenkins.steps.sweep.TrialRun.directory(TrialRun.java:62)
                2026-11-24 19:33:10.000+0000 [id=97]	INFO	io.jenkins.plugins.mlcd.jenkins.X: all is well
                """.lines().toList();
        assertThat(Controller.complaints(log)).singleElement().asString().startsWith("2026-11-24 19:33:09.134+0000").contains("\"workspace\" is null", "TrialRun.directory");
    }
}

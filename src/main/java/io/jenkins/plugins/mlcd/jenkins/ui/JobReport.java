package io.jenkins.plugins.mlcd.jenkins.ui;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.model.Run;
import io.jenkins.plugins.mlcd.record.BuildLayout;
import io.jenkins.plugins.mlcd.report.BuildFacts;
import io.jenkins.plugins.mlcd.report.JobDocument;
import io.jenkins.plugins.mlcd.report.ReportPage;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The report of a job up to one of its builds: that build and those before it that have a record, ten at most. */
final class JobReport {

    private static final int MOST_BUILDS = 10;

    private JobReport() {}

    /** The page, as HTML that needs nothing else. */
    static String upTo(Run<?, ?> run) throws IOException {
        Deque<BuildFacts> builds = new ArrayDeque<>();
        for (Run<?, ?> build = run; build != null && builds.size() < MOST_BUILDS; build = build.getPreviousBuild()) {
            if (Files.isDirectory(new BuildLayout(build.getRootDir().toPath()).directory())) {
                builds.addFirst(PageData.facts(build));
            }
        }
        ObjectNode document = JobDocument.of(
                run.getParent().getFullName(), run.getParent().getRootDir().toPath(), List.copyOf(builds));
        return ReportPage.render(document, EChartsSource.find().orElse(""));
    }
}

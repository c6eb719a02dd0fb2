package io.jenkins.plugins.mlcd.cli.verify;

import java.io.IOException;

/** The plugin's pages of a build that ended, what they ask for, and what nobody gets without a login. */
final class PageChecks {

    private final JenkinsClient jenkins;
    private final Checks checks;
    private final String job;
    private final RemoteBuild build;

    PageChecks(JenkinsClient jenkins, Checks checks, String job, RemoteBuild build) {
        this.jenkins = jenkins;
        this.checks = checks;
        this.job = "job/" + job + "/";
        this.build = build;
    }

    void run() throws InterruptedException {
        page("run page", build.path() + "mlcd/", "data-page=\"run\"");
        page("job page", job + "mlcd/", "data-page=\"job\"");
        page("compare page", job + "mlcd/compare?trials=" + build.number() + ".digits.0," + build.number() + ".digits.1", "mlcd-page");
        page("models page", "ml-models/", "data-page=\"models\"");
        page("build page", build.path(), "mlcd");
        page("job's own page", job, "mlcd");
        page("job's form", job + "configure", "mlTrigger", "MlTrigger");
        page("last promoted build", job + "lastPromotedBuild/", "#" + build.number());
        page("trials as CSV", build.path() + "mlcd/csv?study=digits", "accuracy");
        page("comparison's data", job + "mlcd/comparison?trials=" + build.number() + ".digits.0", "digits");
        page("models' data", "ml-models/overview", "digits:" + build.number());
        checks.check("the console says what the steps did", () -> {
            String console = build.console();
            if (!console.contains("digits:" + build.number())) {
                throw new IOException("the console never names digits:" + build.number());
            }
            return console.lines().count() + " lines";
        });
        for (String path : new String[] {build.path() + "mlcd/", job + "mlcd/overview", "ml-models/"}) {
            checks.check("nobody gets " + path + " without a login", () -> refused(path));
        }
    }

    private void page(String name, String path, String... oneOf) throws InterruptedException {
        checks.check(name, () -> {
            IOException last = null;
            for (String text : oneOf) {
                try {
                    return FormChecks.require(jenkins, path, text);
                } catch (IOException e) {
                    last = e;
                }
            }
            throw last == null ? new IOException("nothing to look for") : last;
        });
    }

    /** Only where nobody is nobody: a Jenkins that everybody may read shows it rightly. */
    private String refused(String path) throws IOException, InterruptedException {
        JenkinsClient nobody = jenkins.anonymous();
        if (nobody.get("api/json").status() == 200) {
            return "everybody may read this Jenkins";
        }
        return "HTTP " + nobody.get(path).require("GET " + path + " without login", 401, 403, 404).status();
    }
}

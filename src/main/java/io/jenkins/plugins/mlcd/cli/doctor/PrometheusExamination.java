package io.jenkins.plugins.mlcd.cli.doctor;

import io.jenkins.plugins.mlcd.prometheus.PrometheusClient;
import io.jenkins.plugins.mlcd.prometheus.PrometheusServer;
import io.jenkins.plugins.mlcd.prometheus.Series;
import java.io.IOException;
import java.util.List;

/** Whether a Prometheus server answers, and has something that is up. */
public record PrometheusExamination(String what, PrometheusServer server) implements Examination {

    @Override
    public List<Diagnosis> examine() throws InterruptedException {
        try {
            PrometheusClient client = new PrometheusClient(server);
            String version = client.version();
            List<Series> up = client.query("count(up == 1)");
            return List.of(up.isEmpty()
                    ? Diagnosis.warn(what, "Prometheus " + version + " at " + server.url() + " scrapes nothing that is up", "Look at its page Status, Targets: the model servers should be there.")
                    : Diagnosis.ok(what, "Prometheus " + version + " at " + server.url()));
        } catch (IOException e) {
            return List.of(Diagnosis.fail(what, Examination.words(e), "Look at address, path before /api/v1, token and certificate; from this machine curl must reach it."));
        }
    }
}

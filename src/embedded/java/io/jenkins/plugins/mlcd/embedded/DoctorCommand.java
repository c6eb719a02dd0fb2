package io.jenkins.plugins.mlcd.embedded;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.jenkins.plugins.mlcd.cli.UsageException;
import io.jenkins.plugins.mlcd.cli.doctor.AlertmanagerExamination;
import io.jenkins.plugins.mlcd.cli.doctor.ClusterExamination;
import io.jenkins.plugins.mlcd.cli.doctor.ClusterRight;
import io.jenkins.plugins.mlcd.cli.doctor.Diagnosis;
import io.jenkins.plugins.mlcd.cli.doctor.Diagnosis.Level;
import io.jenkins.plugins.mlcd.cli.doctor.DiskExamination;
import io.jenkins.plugins.mlcd.cli.doctor.Examination;
import io.jenkins.plugins.mlcd.cli.doctor.JavaExamination;
import io.jenkins.plugins.mlcd.cli.doctor.NativesExamination;
import io.jenkins.plugins.mlcd.cli.doctor.PortExamination;
import io.jenkins.plugins.mlcd.cli.doctor.PrometheusExamination;
import io.jenkins.plugins.mlcd.cli.doctor.WebhookExamination;
import io.jenkins.plugins.mlcd.embedded.config.RunConfig;
import io.jenkins.plugins.mlcd.embedded.config.RunConfig.ClusterTargetConfig;
import io.jenkins.plugins.mlcd.embedded.config.RunConfig.LocalTargetConfig;
import io.jenkins.plugins.mlcd.embedded.config.RunConfig.PrometheusConfig;
import io.jenkins.plugins.mlcd.embedded.config.RunConfigReader;
import io.jenkins.plugins.mlcd.embedded.script.UserError;
import io.jenkins.plugins.mlcd.prometheus.PrometheusServer;
import io.jenkins.plugins.mlcd.record.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code mlcd doctor}: what this machine and its surroundings lack, and what to do (docs/reference/doctor.md). */
@Command(name = "doctor", mixinStandardHelpOptions = true,
        description = "Examines this machine, the targets and servers of mlcd.yaml, and a Jenkins' webhook; says what to do.",
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {"0:everything works, perhaps with warnings", "1:something does not", "2:the call or mlcd.yaml is wrong"})
public final class DoctorCommand implements Callable<Integer> {

    private static final int UP_PORT = 8484;

    @Spec
    private CommandSpec spec;

    @Option(names = "--config", paramLabel = "FILE", defaultValue = "mlcd.yaml", description = "Targets and servers to examine (default: ${DEFAULT-VALUE}, when it is there).")
    private Path config;

    @Option(names = "--home", paramLabel = "DIR", defaultValue = ".mlcd", description = "Home of mlcd run (default: ${DEFAULT-VALUE}).")
    private Path home;

    @Option(names = "--jenkins", paramLabel = "URL", description = "A Jenkins whose webhook is tried.")
    private Optional<URI> jenkins;

    @Option(names = "--trials-in", paramLabel = "NAMESPACE", description = "Where trials are to run as Jobs of the cluster of your kubeconfig.")
    private Optional<String> trials;

    @Option(names = "--json", description = "Print an array of objects with what, level, seen and advice.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<Diagnosis> found = new ArrayList<>();
        PrintWriter out = spec.commandLine().getOut();
        for (Examination examination : examinations()) {
            for (Diagnosis diagnosis : examination.examine()) {
                found.add(diagnosis);
                if (!json) {
                    print(out, diagnosis);
                }
            }
        }
        if (json) {
            out.println(toJson(found));
            out.flush();
        }
        return found.stream().anyMatch(diagnosis -> diagnosis.level() == Level.FAIL) ? 1 : 0;
    }

    private static void print(PrintWriter out, Diagnosis diagnosis) {
        String plain = diagnosis.seen().replaceAll("\\p{Cntrl}", " ");
        out.println(String.format(Locale.ROOT, "%-4s  %-28s %s", word(diagnosis), diagnosis.what(), plain));
        if (!diagnosis.advice().isEmpty()) {
            out.println(" ".repeat(6) + diagnosis.advice());
        }
        out.flush();
    }

    private static String word(Diagnosis diagnosis) {
        return diagnosis.level().name().toLowerCase(Locale.ROOT);
    }

    private static String toJson(List<Diagnosis> found) {
        ArrayNode array = Json.mapper().createArrayNode();
        for (Diagnosis diagnosis : found) {
            array.addObject().put("what", diagnosis.what()).put("level", word(diagnosis)).put("seen", diagnosis.seen()).put("advice", diagnosis.advice());
        }
        return array.toPrettyString();
    }

    private List<Examination> examinations() throws IOException {
        RunConfig read = read();
        List<Examination> examinations = new ArrayList<>(List.of(JavaExamination.here(), DiskExamination.of("disk for " + home, home)));
        Optional.ofNullable(System.getenv("DJL_CACHE_DIR")).ifPresent(cache -> examinations.add(DiskExamination.of("disk for natives", Path.of(cache))));
        examinations.add(NativesExamination.pytorch());
        examinations.add(NativesExamination.xgboost());
        examinations.add(new PortExamination("port of mlcd up", UP_PORT));
        read.targets().forEach(target -> examinations.addAll(local(target)));
        read.clusters().forEach(target -> examinations.add(cluster(target)));
        trials.ifPresent(namespace -> examinations.add(
                new ClusterExamination("trials as Jobs", DoctorCommand::client, namespace, ClusterRight.ofTrials(), "examples/kubernetes/jobs/rbac.yaml")));
        read.prometheus().forEach(server -> examinations.add(new PrometheusExamination("prometheus " + server.name(), server(server))));
        read.alertmanager().ifPresent(url -> examinations.add(new AlertmanagerExamination(url)));
        jenkins.ifPresent(url -> examinations.add(new WebhookExamination(url)));
        return examinations;
    }

    private RunConfig read() throws IOException {
        if (!Files.exists(config) && !spec.commandLine().getParseResult().hasMatchedOption("--config")) {
            return RunConfig.EMPTY;
        }
        try {
            return RunConfigReader.read(config);
        } catch (UserError e) {
            throw new UsageException(e.getMessage());
        }
    }

    /** A port 0 is whichever is free. */
    private static List<Examination> local(LocalTargetConfig target) {
        List<Examination> ports = new ArrayList<>();
        if (target.port() != 0) {
            ports.add(new PortExamination("target " + target.name(), target.port()));
        }
        if (target.adminPort() != 0) {
            ports.add(new PortExamination("target " + target.name() + ", admin", target.adminPort()));
        }
        return ports;
    }

    /** In {@code mlcd.yaml} a target is reached by the kubeconfig, unless it names one among the credentials. */
    private static Examination cluster(ClusterTargetConfig target) {
        String what = "target " + target.name();
        if (target.settings().containsKey("kubeconfigCredentialsId") || target.settings().containsKey("cloud")) {
            return () -> List.of(Diagnosis.warn(what, "its cluster is reached by credentials of Jenkins, which are not here", "Set KUBECONFIG to the same account and leave them out, to have it examined."));
        }
        String namespace = String.valueOf(target.settings().getOrDefault("namespace", "default"));
        return new ClusterExamination(what, DoctorCommand::client, namespace, rights(target), "examples/kubernetes/rbac.yaml");
    }

    private static List<ClusterRight> rights(ClusterTargetConfig target) {
        if (target.kind().equals("kserve")) {
            return ClusterRight.ofKServe();
        }
        List<ClusterRight> rights = new ArrayList<>(ClusterRight.ofWorkloads());
        rights.addAll(String.valueOf(target.settings().get("router")).contains("gatewayApi") ? ClusterRight.ofGatewayApi() : ClusterRight.ofIstio());
        return rights;
    }

    private static KubernetesClient client() {
        return new KubernetesClientBuilder().withConfig(Config.autoConfigure(null)).build();
    }

    private static PrometheusServer server(PrometheusConfig config) {
        PrometheusServer server = PrometheusServer.at(config.url());
        return config.tokenFile().map(file -> server.withAuthorization(() -> Optional.of(PrometheusServer.bearer(token(file))))).orElse(server);
    }

    private static String token(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("the token file " + file + " cannot be read", e);
        }
    }
}

package io.jenkins.plugins.mlcd.embedded.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.model.Result;
import io.jenkins.plugins.mlcd.embedded.config.RunConfigReader;
import io.jenkins.plugins.mlcd.embedded.host.BuildRunner;
import io.jenkins.plugins.mlcd.embedded.host.EmbeddedJenkins;
import io.jenkins.plugins.mlcd.embedded.host.HostOptions;
import io.jenkins.plugins.mlcd.embedded.script.UserError;
import io.jenkins.plugins.mlcd.jenkins.config.KServeTarget;
import io.jenkins.plugins.mlcd.jenkins.config.KubernetesTarget;
import io.jenkins.plugins.mlcd.jenkins.config.LocalTarget;
import io.jenkins.plugins.mlcd.jenkins.config.MlcdConfiguration;
import io.jenkins.plugins.mlcd.jenkins.config.Target;
import io.jenkins.plugins.mlcd.jenkins.steps.canary.GatewayApiRolloutRouter;
import io.jenkins.plugins.mlcd.jenkins.steps.canary.IstioRolloutRouter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusterTargetsTest {

    @TempDir
    Path directory;

    @BeforeEach
    void start() throws Exception {
        EmbeddedJenkins.start(directory.resolve("jenkins"), HostOptions.of(new NoBuilds(), List.of()));
    }

    @AfterEach
    void stop() {
        EmbeddedJenkins.stop();
    }

    private static Target read(Path file) throws Exception {
        return ClusterTargets.of(RunConfigReader.read(file).clusters().get(0));
    }

    private Target target(String settings) throws Exception {
        Path file = directory.resolve("mlcd.yaml");
        Files.writeString(file, "targets:\n  production:\n    kubernetes: " + settings);
        return read(file);
    }

    @Test
    void readsTheExample() throws Exception {
        KubernetesTarget target = (KubernetesTarget) read(Path.of("examples/kubernetes/canary/mlcd.yaml"));
        assertThat(target.getName()).isEqualTo("production");
        assertThat(target.namespaceInUse()).isEqualTo("ml");
        assertThat(target.serviceInUse()).isEqualTo("digits");
        assertThat(target.sharesBySubsets()).isTrue();
        assertThat(((IstioRolloutRouter) target.getRouter()).getVirtualService()).isEqualTo("digits");
        assertThat(target.queryVariables("canary")).containsEntry("workload", "digits-canary").containsEntry("service", "digits");
        assertThat(target.settings().change().variable()).contains("MODEL_URI");
    }

    @Test
    void readsAnInferenceService() throws Exception {
        Path file = directory.resolve("mlcd.yaml");
        Files.writeString(file, "targets: {production: {kserve: {inferenceService: digits, namespace: ml}}}");
        KServeTarget target = (KServeTarget) read(file);
        assertThat(target.getInferenceService()).isEqualTo("digits");
        assertThat(target.queryVariables("canary")).containsEntry("inferenceService", "digits");
    }

    @Test
    void aSymbolAloneIsEnough() throws Exception {
        KubernetesTarget target = (KubernetesTarget) target("{deployment: digits, namespace: ml, router: gatewayApi, image: 'a:{version}', canaryReplicas: 2}");
        assertThat(target.getRouter()).isInstanceOf(GatewayApiRolloutRouter.class);
        assertThat(target.settings().change().variable()).isEmpty();
        assertThat(target.settings().canaryReplicas()).hasValue(2);
        assertThat(target.queryVariables("stable")).containsEntry("workload", "digits");
        assertThatThrownBy(target::provider).hasMessageContaining("write provider: ...");
    }

    /** What is saved is read again when Jenkins starts anew. */
    @Test
    void survivesARestart() throws Exception {
        Target target = target("{deployment: digits, namespace: ml, overlay: 'spec: {nodeSelector: {a: b}}', router: {istio: {route: p}}, provider: {prometheus: {url: 'http://p', variables: {a: b}}}}");
        MlcdConfiguration.get().setTargets(List.of(target));
        EmbeddedJenkins.stop();
        start();
        KubernetesTarget again = (KubernetesTarget) MlcdConfiguration.get().target("production").orElseThrow();
        assertThat(again.getOverlay()).isEqualTo("spec: {nodeSelector: {a: b}}");
        assertThat(((IstioRolloutRouter) again.getRouter()).getRoute()).isEqualTo("p");
        assertThat(again.getProvider()).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{} | mlcd.yaml:3: kubernetesTarget needs the parameter 'deployment'",
        "{deployment: Digits} | mlcd.yaml:3: kubernetesTarget: deployment 'Digits' must be a name of Kubernetes",
        "{deployment: d, replicas: 2} | kubernetesTarget has no parameter 'replicas'",
        "{deployment: d, router: [istio]} | 'router' must be one name, such as istio, with its settings below it",
        "{deployment: d, router: nginx} | nginx",
        "{deployment: d, router: {istio: {virtualservice: d}}} | did you mean 'virtualService'?",
        "{deployment: d, readyTimeout: soon} | 'soon' is not a duration",
        "{deployment: d, overlay: '- a'} | overlay must be a YAML mapping",
        "{deployment: d, canaryUrl: nowhere} | canaryUrl 'nowhere' is no http URL",
        "{deployment: d, cloud: a, kubeconfigCredentialsId: b} | cloud and kubeconfigCredentialsId are both given",
    })
    void refusesAMistakeInOneSentence(String settings, String message) {
        assertThatThrownBy(() -> target(settings)).isInstanceOf(UserError.class).hasMessageContaining(message);
    }

    @Test
    void aRouterOfAClusterIsOfNoUseElsewhere() throws Exception {
        LocalTarget local = new LocalTarget("here", "http://127.0.0.1:1");
        assertThatThrownBy(() -> new IstioRolloutRouter().router(local)).hasMessageContaining("'here' is none");
        assertThatThrownBy(() -> new GatewayApiRolloutRouter().router(local)).hasMessageContaining("'here' is none");
        KubernetesTarget subsets = (KubernetesTarget) target("{deployment: d, namespace: ml, router: {istio: {destinationRule: d}}}");
        assertThatThrownBy(() -> new IstioRolloutRouter().router(subsets)).hasMessageContaining("destinationRule belongs to the router of the target");
        assertThatThrownBy(() -> new GatewayApiRolloutRouter().router(subsets)).hasMessageContaining("by subsets of Istio");
    }

    private static final class NoBuilds implements BuildRunner {

        @Override
        public Result run(WorkflowRun run) {
            return Result.SUCCESS;
        }

        @Override
        public void interrupt(WorkflowRun run, FlowInterruptedException cause) {
            // There is no build.
        }
    }
}

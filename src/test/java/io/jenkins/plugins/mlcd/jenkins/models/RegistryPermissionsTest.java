package io.jenkins.plugins.mlcd.jenkins.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.model.Action;
import hudson.model.Item;
import hudson.model.Result;
import hudson.security.AccessDeniedException3;
import io.jenkins.plugins.mlcd.embedded.host.BuildRunner;
import io.jenkins.plugins.mlcd.embedded.host.EmbeddedJenkins;
import io.jenkins.plugins.mlcd.embedded.host.Host;
import io.jenkins.plugins.mlcd.embedded.host.HostOptions;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.StaplerProxy;
import org.kohsuke.stapler.WebMethod;
import org.kohsuke.stapler.verb.GET;

/** Every address of the registry, for who may read the job and for who may not. */
class RegistryPermissionsTest {

    private static final Path RECORDED = Path.of("src/test/resources/recorded/digits-loop");

    @TempDir
    private static Path home;

    private static WorkflowJob job;

    @BeforeAll
    static void start() throws Exception {
        EmbeddedJenkins.start(home, HostOptions.of(new Idle(), List.of()));
        job = EmbeddedJenkins.job("digits");
        job.scheduleBuild2(0).get(30, TimeUnit.SECONDS);
        job.scheduleBuild2(0).get(30, TimeUnit.SECONDS);
        try (Stream<Path> files = Files.walk(RECORDED)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = job.getRootDir().toPath().resolve(RECORDED.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }

    @AfterEach
    void allowAll() {
        Host.get().restrict(permission -> true);
    }

    @AfterAll
    static void stop() {
        EmbeddedJenkins.stop();
    }

    private static final class Idle implements BuildRunner {

        @Override
        public Result run(WorkflowRun run) {
            return Result.SUCCESS;
        }

        @Override
        public void interrupt(WorkflowRun run, FlowInterruptedException cause) {
            // It ends by itself.
        }
    }

    private static JobModels ofJob() {
        return new JobModels(job);
    }

    private static RunModels ofBuild(int number) {
        return new RunModels(job.getBuildByNumber(number));
    }

    private static String text(HttpResponse response) {
        return ((TextResponse) response).text();
    }

    @Test
    void tellsWhoMayReadTheJob() throws Exception {
        assertThat(ofJob().getTarget()).isInstanceOf(JobModels.class);
        assertThat(ofJob().getModels()).singleElement().satisfies(model -> assertThat(model).containsEntry("model", "digits"));
        assertThat(text(ofJob().doVersion("digits:2"))).contains("\"id\":\"digits:2\"");
        assertThat(text(ofJob().doMetrics())).contains("digits");
        assertThat(ofBuild(2).getTarget()).isInstanceOf(RunModels.class);
        assertThat(ofBuild(2).getVersions()).singleElement().satisfies(version -> assertThat(version).containsEntry("id", "digits:2"));
        assertThat(text(new MetricsAction().doIndex())).contains("job=\"digits\"");
    }

    @Test
    void tellsNothingToWhoMayNotReadTheJob() throws Exception {
        Host.get().restrict(permission -> !permission.equals(Item.READ));
        assertThatThrownBy(() -> ofJob().getTarget()).isInstanceOf(AccessDeniedException3.class);
        assertThatThrownBy(() -> ofJob().doVersion("digits:2")).isInstanceOf(AccessDeniedException3.class);
        assertThatThrownBy(() -> ofJob().doVersion("there is none")).as("whether it exists or not").isInstanceOf(AccessDeniedException3.class);
        assertThatThrownBy(() -> ofJob().doMetrics()).isInstanceOf(AccessDeniedException3.class);
        assertThatThrownBy(() -> ofBuild(2).getTarget()).isInstanceOf(AccessDeniedException3.class);
        assertThat(text(new MetricsAction().doIndex())).as("other jobs may be readable").doesNotContain("digits");
    }

    /** Getters that the remote API exports are behind {@link StaplerProxy#getTarget}, which Stapler asks first. */
    @Test
    void hasNoAddressThatIsNotTriedHere() {
        for (Class<? extends Action> type : List.of(JobModels.class, RunModels.class)) {
            assertThat(StaplerProxy.class).as(type.getName()).isAssignableFrom(type);
        }
        List<Method> web = Stream.of(JobModels.class, RunModels.class, MetricsAction.class).flatMap(type -> Arrays.stream(type.getMethods()))
                .filter(method -> method.getName().matches("(do|js)[A-Z].*")).toList();
        assertThat(web).extracting(Method::getName).containsExactlyInAnyOrder("doVersion", "doMetrics", "doIndex");
        assertThat(web).allSatisfy(method -> assertThat(method.isAnnotationPresent(GET.class)).as(method.getName()).isTrue())
                .allSatisfy(method -> assertThat(method.isAnnotationPresent(WebMethod.class) || method.getName().equals("doIndex")).as(method.getName()).isTrue());
    }
}

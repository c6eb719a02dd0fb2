package io.jenkins.plugins.mlcd.jenkins.labels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.model.Item;
import hudson.model.Result;
import hudson.security.AccessDeniedException3;
import hudson.security.Permission;
import io.jenkins.plugins.mlcd.embedded.host.BuildRunner;
import io.jenkins.plugins.mlcd.embedded.host.EmbeddedJenkins;
import io.jenkins.plugins.mlcd.embedded.host.Host;
import io.jenkins.plugins.mlcd.embedded.host.HostOptions;
import io.jenkins.plugins.mlcd.jenkins.steps.override.MlcdPermissions;
import io.jenkins.plugins.mlcd.jenkins.ui.PageAnswer;
import io.jenkins.plugins.mlcd.labels.LabelQueue;
import io.jenkins.plugins.mlcd.labels.LabelState;
import io.jenkins.plugins.mlcd.labels.Queues;
import io.jenkins.plugins.mlcd.record.Json;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.WebMethod;
import org.kohsuke.stapler.interceptor.RequirePOST;
import org.kohsuke.stapler.verb.GET;

/** Every address of the page: for who may label, who may only read the job, who may not, and who is not logged in. */
class LabelsPageTest {

    private static final Predicate<Permission> MAY_READ = permission -> permission.equals(Item.READ);
    private static final Predicate<Permission> NO_READ = permission -> !permission.equals(Item.READ);

    @TempDir
    Path home;

    private WorkflowJob job;
    private LabelQueue queue;

    @BeforeEach
    void start() throws Exception {
        EmbeddedJenkins.start(home, HostOptions.of(new Idle(), List.of()));
        job = EmbeddedJenkins.job("digits");
        queue = Queues.filled(new LabelQueue(job.getRootDir().toPath(), "digits", InstantSource.system()), 5, 1);
    }

    @AfterEach
    void stop() {
        Host.get().restrict(permission -> true);
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

    static List<Method> addresses() {
        return Arrays.stream(LabelsPage.class.getMethods()).filter(method -> method.getName().matches("(do|js)[A-Z].*")).toList();
    }

    private static String name(Method method) {
        return method.getAnnotation(WebMethod.class).name()[0];
    }

    private static StaplerRequest2 request(Map<String, String> parameters) {
        return (StaplerRequest2) Proxy.newProxyInstance(StaplerRequest2.class.getClassLoader(), new Class<?>[] {StaplerRequest2.class}, (proxy, method, arguments) -> {
            assertThat(method.getName()).isEqualTo("getParameter");
            return parameters.get((String) arguments[0]);
        });
    }

    private PageAnswer ask(Method method, LabelsPage page, Map<String, String> more) throws Exception {
        Map<String, String> parameters = new HashMap<>(Map.of("model", "digits", "id", queue.samples(Optional.empty()).get(4).sample().content(), "label", "3", "text", "a note"));
        parameters.putAll(more);
        try {
            return (PageAnswer) (method.getParameterCount() == 0 ? method.invoke(page) : method.invoke(page, request(parameters)));
        } catch (InvocationTargetException e) {
            throw (Exception) e.getCause();
        }
    }

    private LabelsPage page() {
        return job.getAction(LabelsPage.class);
    }

    @Test
    void knowsEveryAddressAndTakesChangesByPostOnly() {
        assertThat(addresses()).extracting(LabelsPageTest::name).containsExactlyInAnyOrder(
                "overview", "sample", "samples", "guess", "next", "label", "skip", "undo", "comment", "aside", "back", "release");
        for (Method method : addresses()) {
            boolean reads = List.of("overview", "sample", "samples", "guess").contains(name(method));
            assertThat(method.isAnnotationPresent(reads ? GET.class : RequirePOST.class)).as(name(method)).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void answersWhoMayLabel(Method method) throws Exception {
        PageAnswer answer = ask(method, page(), Map.of());
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.contentType()).isEqualTo("application/json; charset=utf-8");
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void showsWhoMayOnlyReadTheJobHowFarItIsAndNoSample(Method method) throws Exception {
        Host.get().restrict(MAY_READ);
        if (name(method).equals("overview")) {
            ObjectNode overview = Json.parseObject(ask(method, page(), Map.of()).text());
            assertThat(overview.path("mayLabel").asBoolean()).isFalse();
            assertThat(overview.at("/queues/0/counts/waiting").asInt()).isEqualTo(5);
            assertThat(overview.toString()).doesNotContain("input", "pixels", "prediction");
        } else {
            assertThatThrownBy(() -> ask(method, page(), Map.of())).isInstanceOf(AccessDeniedException3.class).hasMessageContaining(MlcdPermissions.LABEL.name);
        }
        assertThat(queue.view().counts()).containsEntry(LabelState.WAITING, 5);
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void saysNothingToWhoMayNotReadTheJob(Method method) throws Exception {
        LabelsPage page = page();
        for (Predicate<Permission> allowed : List.<Predicate<Permission>>of(NO_READ, permission -> false)) {
            Host.get().restrict(allowed);
            assertThatThrownBy(() -> ask(method, page, Map.of())).isInstanceOf(AccessDeniedException3.class);
            assertThatThrownBy(page::getTarget).isInstanceOf(AccessDeniedException3.class);
        }
        assertThat(queue.view().counts()).containsEntry(LabelState.WAITING, 5);
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void takesNoLabelWithoutAName(Method method) throws Exception {
        PageAnswer answer = ask(method, new LabelsPage(job, Optional::empty), Map.of());
        assertThat(answer.status()).isEqualTo(name(method).equals("overview") ? 200 : 403);
        assertThat(answer.text()).contains(name(method).equals("overview") ? "\"mayLabel\":false" : "log in first");
        assertThat(queue.view().counts()).containsEntry(LabelState.WAITING, 5);
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void takesNoParameterOnTrust(Method method) throws Exception {
        for (Map<String, String> wrong : List.of(Map.of("model", "../../x"), Map.of("model", "none"), Map.of("model", " "), Map.of("id", "../x", "limit", "-1", "state", "?"))) {
            int status = ask(method, page(), wrong).status();
            boolean needsNone = name(method).equals("overview") || wrong.containsKey("id") && List.of("next", "undo", "release").contains(name(method));
            assertThat(status).as("%s %s", name(method), wrong).isEqualTo(needsNone ? 200 : 400);
        }
    }

    @Test
    void tellsWhoComesTooLate() throws Exception {
        Method label = LabelsPage.class.getMethod("doLabel", StaplerRequest2.class);
        LabelsPage alice = new LabelsPage(job, () -> Optional.of("alice"));
        LabelsPage bob = new LabelsPage(job, () -> Optional.of("bob"));
        assertThat(ask(label, alice, Map.of()).status()).isEqualTo(200);
        PageAnswer late = ask(label, bob, Map.of("label", "4"));
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.text()).contains("the sample is settled already");
        assertThat(queue.settled()).singleElement().satisfies(settled -> {
            assertThat(settled.row().label()).isEqualTo("3");
            assertThat(settled.row().by()).isEqualTo("alice");
        });
    }

    @Test
    void isThereForJobsThatHaveAQueueOnly() throws Exception {
        assertThat(page()).isNotNull();
        assertThat(EmbeddedJenkins.job("other").getAction(LabelsPage.class)).isNull();
    }
}

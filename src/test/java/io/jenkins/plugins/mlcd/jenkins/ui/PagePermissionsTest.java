package io.jenkins.plugins.mlcd.jenkins.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.model.HealthReport;
import hudson.model.Item;
import hudson.model.PermalinkProjectAction.Permalink;
import hudson.model.Result;
import hudson.security.AccessDeniedException3;
import hudson.security.Permission;
import io.jenkins.plugins.mlcd.embedded.host.BuildRunner;
import io.jenkins.plugins.mlcd.embedded.host.EmbeddedJenkins;
import io.jenkins.plugins.mlcd.embedded.host.Host;
import io.jenkins.plugins.mlcd.embedded.host.HostOptions;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import io.jenkins.plugins.mlcd.record.BuildLayout;
import io.jenkins.plugins.mlcd.report.TrialOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.StaplerProxy;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;
import org.kohsuke.stapler.WebMethod;
import org.kohsuke.stapler.verb.GET;

/** Every address of the pages: for who may read, for who may read Jenkins but not the job, and for who may read nothing. */
class PagePermissionsTest {

    private static final Path RECORDED = Path.of("src/test/resources/recorded/digits-loop");
    private static final Predicate<Permission> NO_READ = permission -> !permission.equals(Item.READ);
    private static final Predicate<Permission> NOTHING = permission -> false;

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

    @BeforeEach
    void print() throws IOException {
        TrialOutput.append(new BuildLayout(job.getBuildByNumber(2).getRootDir().toPath()).trialOutput("digits", 7), "epoch 1 of digits");
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

    /** An address below a page, with the parameters of a request that makes sense. */
    private record Address(Object page, Method method) {

        @Override
        public String toString() {
            return page.getClass().getSimpleName() + "/" + method.getAnnotation(WebMethod.class).name()[0];
        }

        Answer get(Map<String, String> more) throws Exception {
            Map<String, String> parameters = new HashMap<>(Map.of("name", "digits", "study", "digits", "trial", "7", "trials", page instanceof ModelsPage ? "digits:1.digits.7,digits:2.digits.52" : "1.digits.7,2.digits.52"));
            parameters.putAll(more);
            Object[] arguments = method.getParameterCount() == 0 ? new Object[0] : new Object[] {request(parameters)};
            try {
                return Answer.of((HttpResponse) method.invoke(page, arguments));
            } catch (InvocationTargetException e) {
                throw (Exception) e.getCause();
            }
        }
    }

    private static StaplerRequest2 request(Map<String, String> parameters) {
        return (StaplerRequest2) Proxy.newProxyInstance(StaplerRequest2.class.getClassLoader(), new Class<?>[] {StaplerRequest2.class}, (proxy, method, arguments) -> {
            assertThat(method.getName()).isEqualTo("getParameter");
            return parameters.get((String) arguments[0]);
        });
    }

    private record Answer(Map<String, Object> said, String body) {

        static Answer of(HttpResponse response) throws Exception {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            Map<String, Object> said = new HashMap<>();
            Object stapler = Proxy.newProxyInstance(StaplerResponse2.class.getClassLoader(), new Class<?>[] {StaplerResponse2.class}, (proxy, method, arguments) -> {
                switch (method.getName()) {
                    case "setStatus" -> said.put("status", arguments[0]);
                    case "setContentType" -> said.put("type", arguments[0]);
                    case "setHeader" -> said.put((String) arguments[0], arguments[1]);
                    default -> {
                        return stream(body);
                    }
                }
                return null;
            });
            response.generateResponse(null, (StaplerResponse2) stapler, null);
            return new Answer(said, body.toString(StandardCharsets.UTF_8));
        }

        private static ServletOutputStream stream(ByteArrayOutputStream body) {
            return new ServletOutputStream() {
                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void setWriteListener(WriteListener listener) {
                    throw new UnsupportedOperationException();
                }

                @Override
                public void write(int b) {
                    body.write(b);
                }
            };
        }
    }

    private static List<Object> pages() {
        return List.of(new RunPage(job.getBuildByNumber(2)), new JobPage(job), new ModelsPage());
    }

    static List<Address> addresses() {
        return pages().stream()
                .flatMap(page -> Arrays.stream(page.getClass().getMethods()).filter(method -> method.isAnnotationPresent(WebMethod.class)).map(method -> new Address(page, method)))
                .toList();
    }

    @Test
    void knowsEveryAddress() {
        assertThat(addresses()).extracting(Object::toString).containsExactlyInAnyOrder("RunPage/overview", "RunPage/study", "RunPage/log", "RunPage/trials", "RunPage/csv", "JobPage/overview",
                "JobPage/trials", "JobPage/csv", "JobPage/comparison", "JobPage/comparisonCsv", "ModelsPage/overview", "ModelsPage/jobs", "ModelsPage/comparison", "ModelsPage/comparisonCsv");
        assertThat(pages().stream().flatMap(page -> Arrays.stream(page.getClass().getMethods())).filter(method -> method.getName().matches("do[A-Z].*|js[A-Z].*")))
                .as("what Stapler would offer")
                .allSatisfy(method -> assertThat(method.isAnnotationPresent(WebMethod.class) && method.isAnnotationPresent(GET.class)).as(method.getName()).isTrue());
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void answersWhoMayRead(Address address) throws Exception {
        Answer answer = address.get(Map.of());
        assertThat(answer.said()).containsEntry("status", 200).containsEntry("X-Content-Type-Options", "nosniff");
        assertThat(String.valueOf(answer.said().get("type"))).matches("(application/json|text/csv|text/plain); charset=utf-8");
        assertThat(answer.body()).contains("digits");
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void saysNothingOfAJobToWhoMayNotReadIt(Address address) throws Exception {
        Host.get().restrict(NO_READ);
        if (address.page() instanceof ModelsPage) {
            assertThat(address.get(Map.of()).body()).isIn("{\"models\":[],\"unreadable\":[]}", "{\"jobs\":[]}",
                    "job,build,study,number,state,algorithm,value,startedAt,endedAt,seed,worker,model,reason\r\n",
                    "{\"trials\":[],\"columns\":{\"params\":[],\"metrics\":[],\"resources\":[]},\"missing\":[\"digits:1.digits.7\",\"digits:2.digits.52\"]}");
        } else {
            assertThatThrownBy(() -> address.get(Map.of())).isInstanceOf(AccessDeniedException3.class);
            assertThatThrownBy(() -> ((StaplerProxy) address.page()).getTarget()).isInstanceOf(AccessDeniedException3.class);
        }
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void saysNothingAtAllToWhoMayReadNothing(Address address) {
        Host.get().restrict(NOTHING);
        assertThatThrownBy(() -> address.get(Map.of())).isInstanceOf(AccessDeniedException3.class);
        assertThatThrownBy(() -> ((StaplerProxy) address.page()).getTarget()).isInstanceOf(AccessDeniedException3.class);
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void takesNoParameterOnTrust(Address address) throws Exception {
        for (Map<String, String> parameters : List.of(Map.of("name", "../../secret", "study", "..", "trials", "1.a/b.2", "sort", "x", "limit", "-1", "trial", "-1"), Map.of("trial", "x", "limit", "99999", "filter", "(", "since", "x", "name", " ",
                "trials", "x"))) {
            assertThatCode(() -> {
                Answer answer = address.get(parameters);
                assertThat((int) answer.said().get("status")).isIn(address.method().getParameterCount() == 0 ? 200 : 400, 404);
            }).doesNotThrowAnyException();
        }
    }

    @Test
    void namesTheLastPromotedBuildAndHowHealthyItsModelIs() throws IOException {
        assertThat(Permalink.BUILTIN).filteredOn(link -> link.getId().equals("lastPromotedBuild")).singleElement()
                .satisfies(link -> assertThat(link.resolve(job)).isEqualTo(job.getBuildByNumber(2)));
        HealthReport health = job.getBuildByNumber(2).getAction(RunPage.class).getBuildHealth();
        assertThat(health.getScore()).isEqualTo(40);
        assertThat(health.getDescription()).isEqualTo("Model digits:2: gate PASS, canary succeeded, monitor retrain");
        assertThat(new ProductionModelColumn().inProduction(job)).containsExactly("digits:2");
        Host.get().restrict(NO_READ);
        assertThat(new ProductionModelColumn().inProduction(job)).isEmpty();
        assertThat(Jenkins.get().getItemByFullName("digits", WorkflowJob.class)).isNotNull();
    }
}

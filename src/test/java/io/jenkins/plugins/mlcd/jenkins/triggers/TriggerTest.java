package io.jenkins.plugins.mlcd.jenkins.triggers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import hudson.model.Job;
import hudson.model.ParameterDefinition;
import hudson.model.ParametersAction;
import hudson.model.ParametersDefinitionProperty;
import hudson.model.Result;
import hudson.model.StringParameterDefinition;
import hudson.triggers.TimerTrigger;
import io.jenkins.plugins.mlcd.embedded.host.BuildRunner;
import io.jenkins.plugins.mlcd.embedded.host.EmbeddedJenkins;
import io.jenkins.plugins.mlcd.embedded.host.HostOptions;
import io.jenkins.plugins.mlcd.jenkins.config.MlcdConfiguration;
import io.jenkins.plugins.mlcd.jenkins.sources.S3DataSource;
import io.jenkins.plugins.mlcd.jenkins.sources.SourceConfiguration;
import io.jenkins.plugins.mlcd.jenkins.webhook.WebhookEndpoint;
import io.jenkins.plugins.mlcd.jenkins.webhook.WebhookSender;
import io.jenkins.plugins.mlcd.loop.InboxEvent;
import io.jenkins.plugins.mlcd.loop.InboxEvent.Outcome;
import io.jenkins.plugins.mlcd.loop.Occurrence;
import io.jenkins.plugins.mlcd.record.Json;
import io.jenkins.plugins.mlcd.webhook.WebhookReply;
import io.jenkins.plugins.mlcd.webhook.WebhookRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TriggerTest {

    /** An embedded Jenkins takes its credentials from the environment. */
    private static final String CREDENTIAL = "PATH";

    @TempDir
    Path home;

    private WorkflowJob job;
    private final Builds builds = new Builds();
    private final Heard heard = new Heard();

    @BeforeEach
    void start() throws Exception {
        open();
    }

    private void open() throws Exception {
        EmbeddedJenkins.start(home, HostOptions.of(builds, List.of(heard)));
        job = EmbeddedJenkins.job("churn");
        MlcdConfiguration.get().setWebhookSources(List.of(source("am", "alertmanager", null)));
    }

    @AfterEach
    void stop() {
        builds.letGo();
        EmbeddedJenkins.stop();
    }

    private static WebhookSender source(String name, String kind, String url) {
        WebhookSender sender = new WebhookSender(name, kind);
        sender.setCredentialsId(CREDENTIAL);
        sender.setAlertmanagerUrl(url);
        return sender;
    }

    private MlTrigger trigger() {
        MlTrigger trigger = new MlTrigger();
        trigger.setAlerts(List.of("severity=critical, model=churn"));
        trigger.setDataset("digits");
        return trigger;
    }

    private static WebhookReply send(String fixture) throws IOException {
        byte[] body = Files.readAllBytes(Path.of("src/test/resources/alertmanager", fixture + ".json"));
        return WebhookEndpoint.get().receive(new WebhookRequest("POST", "alertmanager", Map.of(),
                Map.of("Authorization", List.of("Bearer " + System.getenv(CREDENTIAL))), "127.0.0.1", new ByteArrayInputStream(body)));
    }

    private static void data(String version, long newSamples) throws IOException {
        EventIntake.get().accept(List.of(Occurrence.dataset("digits", List.of(), version, "test")
                .withSamples(OptionalLong.of(newSamples), OptionalLong.empty())));
    }

    private List<InboxEvent> inbox() throws IOException {
        return BuildRequests.inbox(job).events();
    }

    private WorkflowRun ended(int number) {
        await().atMost(Duration.ofSeconds(20)).until(() -> job.getBuildByNumber(number) != null && !job.getBuildByNumber(number).isBuilding());
        return job.getBuildByNumber(number);
    }

    private InboxEvent event(int index, Outcome outcome) {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(inbox()).satisfies(
                all -> assertThat(all).hasSizeGreaterThan(index), all -> assertThat(all.get(index).outcome()).isEqualTo(outcome)));
        try {
            return inbox().get(index);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void anAlertStartsABuildThatKnowsWhy() throws Exception {
        MlTrigger trigger = trigger();
        trigger.setParameters(List.of("FEATURE=$.detail.labels.feature", "SINCE=$.detail.startsAt", "ABSENT=$.detail.nothing"));
        job.addProperty(new ParametersDefinitionProperty(List.<ParameterDefinition>of(
                new StringParameterDefinition("FEATURE", "none"), new StringParameterDefinition("SINCE", ""), new StringParameterDefinition("ABSENT", "initial"))));
        job.addTrigger(trigger);
        assertThat(send("01-firing").status()).isEqualTo(202);
        assertThat(send("01-firing").status()).as("Alertmanager repeats what fires").isEqualTo(202);

        WorkflowRun run = ended(1);
        MlCause cause = run.getCause(MlCause.class);
        assertThat(cause.getKind()).isEqualTo("alert");
        assertThat(cause.getShortDescription()).isEqualTo("alert ModelDriftHigh fires: PSI of age is 0.42");
        assertThat(cause.getEvidence()).containsEntry("feature", "age").containsEntry("source", "am");
        assertThat(run.getAction(ParametersAction.class).getParameter("FEATURE").getValue()).isEqualTo("age");
        assertThat(run.getAction(ParametersAction.class).getParameter("SINCE").getValue()).isEqualTo("2026-11-24T04:02:24.523Z");
        assertThat(run.getAction(ParametersAction.class).getParameter("ABSENT").getValue()).isEqualTo("initial");
        await().until(() -> inbox().get(0).repeats() == 1);
        assertThat(MlCauses.served(run)).singleElement().satisfies(event -> assertThat(event.build()).contains(1));
        assertThat(job.getLastBuild().getNumber()).isEqualTo(1);
        assertThat(heard.changes).contains("ACCEPTED", "STARTED");
    }

    @Test
    void whatComesInTheQuietPeriodAndWhileTheBuildRunsIsServedByOneBuild() throws Exception {
        MlTrigger trigger = trigger();
        trigger.setQuietPeriod("1s");
        job.addTrigger(trigger);
        builds.hold();
        send("multi-01-firing");
        send("multi-02-firing");
        event(0, Outcome.STARTED);
        send("01-firing");
        event(2, Outcome.MERGED);
        builds.letGo();
        assertThat(MlCauses.served(ended(1))).hasSize(3);
        assertThat(job.getNextBuildNumber()).isEqualTo(2);
    }

    @Test
    void newDataThatComesWhileABuildRunsGetsABuildAfterIt() throws Exception {
        job.addTrigger(trigger());
        builds.hold();
        data("v1", 1);
        event(0, Outcome.STARTED);
        data("v2", 1);
        event(1, Outcome.PENDING);
        builds.letGo();
        ended(2);
        assertThat(job.getBuildByNumber(2).getCause(MlCause.class).getKey()).isEqualTo("dataset digits v2");
    }

    @Test
    void aJobThatIsDisabledForAWhileGetsItsBuildLater() throws Exception {
        job.addTrigger(trigger());
        disable(true);
        send("01-firing");
        event(0, Outcome.PENDING);
        BuildRequests.get().attend(job);
        assertThat(job.getLastBuild()).isNull();
        disable(false);
        BuildRequests.get().doRun();
        ended(1);
    }

    private void disable(boolean value) throws Exception {
        java.lang.reflect.Field field = WorkflowJob.class.getDeclaredField("disabled");
        field.setAccessible(true);
        field.set(job, value);
    }

    @Test
    void aTriggerThatIsTurnedOffSaysSo() throws Exception {
        MlTrigger trigger = trigger();
        trigger.setEnabled(false);
        job.addTrigger(trigger);
        send("01-firing");
        assertThat(event(0, Outcome.SUPPRESSED).detail()).isEqualTo("the mlTrigger of this job is disabled");
        assertThat(heard.changes).contains("SUPPRESSED");
    }

    @Test
    void alertsOfOthersConcernNoJob() throws Exception {
        MlTrigger trigger = trigger();
        trigger.setAlerts(List.of("severity=critical, model=fraud", "DiskFull"));
        job.addTrigger(trigger);
        send("01-firing");
        data("v1", 1);
        event(0, Outcome.STARTED);
        assertThat(inbox()).extracting(InboxEvent::kind).containsExactly("dataset");
    }

    @Test
    void anAlertThatIsOverWhenTheBuildBeginsIsNotBuilt() throws Exception {
        HttpServer alertmanager = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        CountDownLatch[] asked = {new CountDownLatch(2)};
        String[] answer = {"[{\"fingerprint\":\"210476862fe8b9b0\"}]"};
        alertmanager.createContext("/am/api/v2/alerts", exchange -> {
            byte[] body = answer[0].getBytes(StandardCharsets.UTF_8);
            answer[0] = "[]"; // it fires when the build is asked for, and no longer when it begins
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
            asked[0].countDown();
        });
        alertmanager.start();
        try {
            MlcdConfiguration.get().setWebhookSources(List.of(source("am", "alertmanager", "http://127.0.0.1:" + alertmanager.getAddress().getPort() + "/am")));
            job.addTrigger(trigger());
            builds.hold();
            send("01-firing");
            WorkflowRun run = ended(1);
            assertThat(asked[0].await(1, TimeUnit.SECONDS)).isTrue();
            assertThat(run.getResult()).isEqualTo(Result.NOT_BUILT);
            assertThat(run.getLog(100)).anyMatch(line -> line.contains("not built: alert ModelDriftHigh is no longer firing"));
            await().until(() -> inbox().get(0).detail().startsWith("NOT_BUILT: alert ModelDriftHigh is no longer firing"));
            assertThat(heard.changes).contains("NOT_BUILT");
        } finally {
            alertmanager.stop(0);
        }
    }

    private void dataAt(String version, String uri) throws IOException {
        EventIntake.get().accept(List.of(Occurrence.dataset("digits", List.of(), version, "test")
                .withDetail(Json.object().put("dataset", "digits").put("version", version).put("uri", uri))));
    }

    @Test
    void dataThatAreNotThereWhenTheBuildBeginsAreNotBuilt() throws Exception {
        Path data = Files.createDirectories(home.resolve("data/v2"));
        SourceConfiguration.get().setAllowed(home.resolve("data").toUri().toString());
        job.addTrigger(trigger());
        builds.hold();
        dataAt("v1", home.resolve("data/v1").toUri().toString());
        assertThat(ended(1).getResult()).isEqualTo(Result.NOT_BUILT);
        assertThat(ended(1).getLog(100)).anyMatch(line -> line.matches("\\[mlcd] not built: version v1 of digits has no data: file:.*/data/v1 is not there"));
        builds.hold();
        dataAt("v2", data.toString());
        assertThat(ended(2).getLog(100)).anyMatch(line -> line.endsWith("/data/v2/ is empty"));
        Files.writeString(data.resolve("train.csv"), "label,x0\n1,0\n");
        dataAt("v3", data.toString());
        assertThat(ended(3).getResult()).isEqualTo(Result.SUCCESS);
        assertThat(ended(3).getLog(100)).anyMatch(line -> line.startsWith("[mlcd] data of digits: file:") && line.endsWith("is there"));
    }

    @Test
    void saysWhenTheDataCannotBeLookedAt() throws Exception {
        job.addTrigger(trigger());
        dataAt("v1", "s3://lake/digits/v1.csv");
        assertThat(ended(1).getResult()).isEqualTo(Result.SUCCESS);
        assertThat(ended(1).getLog(100)).contains(
                "[mlcd] whether the data of digits are there is not known: s3://lake/digits/v1.csv cannot be looked at: there is nothing here that reads s3:");
        dataAt("v2", "/etc/passwd");
        assertThat(ended(2).getLog(100)).anyMatch(line -> line.contains("file:///etc/passwd is not among the sources that this Jenkins may look at"));
        data("v3", 1);
        assertThat(ended(3).getLog(100)).contains("[mlcd] whether the data of digits are there is not known: the event names no place");
    }

    @Test
    void anObjectOfABucketIsLookedAtThroughTheSourceOfTheTrigger() throws Exception {
        HttpServer minio = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        minio.createContext("/lake", exchange -> {
            boolean there = exchange.getRequestURI().getQuery().contains("prefix=digits/v2.csv");
            byte[] body = ("<ListBucketResult><IsTruncated>false</IsTruncated>" + (there ? "<Contents><Key>digits/v2.csv</Key><Size>9</Size><ETag>\"a\"</ETag></Contents>" : "")
                    + "</ListBucketResult>").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        minio.start();
        try {
            String url = "http://127.0.0.1:" + minio.getAddress().getPort();
            SourceConfiguration.get().setAllowed(url);
            S3DataSource bucket = new S3DataSource("lake");
            bucket.setPrefix("digits/");
            bucket.setEndpoint(url);
            bucket.setInterval("1d");
            MlTrigger trigger = trigger();
            trigger.setSources(List.of(bucket));
            job.addTrigger(trigger);
            builds.hold();
            dataAt("v1", "s3://lake/digits/v1.csv");
            assertThat(ended(1).getResult()).isEqualTo(Result.NOT_BUILT);
            assertThat(ended(1).getLog(100)).contains("[mlcd] not built: version v1 of digits has no data: s3://lake/digits/v1.csv is not there");
            dataAt("v2", "s3://lake/digits/v2.csv");
            assertThat(ended(2).getLog(100)).contains("[mlcd] data of digits: s3://lake/digits/v2.csv is there");
        } finally {
            minio.stop(0);
        }
    }

    @Test
    void aFailingRetrainingBacksOffAndIsToldOnce() throws Exception {
        job.addTrigger(trigger());
        builds.result = Result.FAILURE;
        data("v1", 1);
        ended(1);
        await().until(() -> heard.changes.contains("BACKING_OFF"));
        data("v2", 1);
        InboxEvent waiting = event(1, Outcome.PENDING);
        assertThat(waiting.detail()).contains("have failed").contains("1m");
        assertThat(job.getNextBuildNumber()).as("not yet").isEqualTo(2);
        assertThat(heard.changes.stream().filter("BACKING_OFF"::equals)).hasSize(1);
    }

    @Test
    void aScheduleRecordsItsCauseInTheSameForm() throws Exception {
        job.addTrigger(trigger());
        job.scheduleBuild2(0, new hudson.model.CauseAction(new TimerTrigger.TimerTriggerCause()));
        WorkflowRun run = ended(1);
        assertThat(run.getCause(MlCause.class).toLineage().kind()).isEqualTo("schedule");
        assertThat(run.getCause(TimerTrigger.TimerTriggerCause.class)).as("Jenkins' own stays").isNotNull();
        assertThat(inbox()).singleElement().satisfies(event -> {
            assertThat(event.kind()).isEqualTo("schedule");
            assertThat(event.build()).contains(1);
        });
    }

    @Test
    void whatWasAcceptedBeforeACrashGetsItsBuildAfterIt() throws Exception {
        MlTrigger trigger = trigger();
        trigger.setQuietPeriod("1h");
        job.addTrigger(trigger);
        send("01-firing");
        event(0, Outcome.PENDING);
        EmbeddedJenkins.stop();
        Path log = home.resolve("jobs/churn/mlcd/inbox.jsonl");
        List<String> lines = Files.readAllLines(log);
        Files.write(log, (lines.get(0) + "\n" + lines.get(1) + "\n" + lines.get(2).substring(0, 20)).getBytes(StandardCharsets.UTF_8)); // killed while it wrote
        open();
        trigger = (MlTrigger) job.getTriggersJobProperty().getTriggers().get(0);
        await().atMost(Duration.ofSeconds(10)).until(() -> inbox().size() == 1 && inbox().get(0).outcome() == Outcome.PENDING);
        assertThat(trigger.getQuietPeriod()).isEqualTo("1h");
    }

    @Test
    void aBuildWhoseStartWasNotRecordedIsFoundByItsCause() throws Exception {
        job.addTrigger(trigger());
        send("01-firing");
        ended(1);
        await().until(() -> Files.readString(home.resolve("jobs/churn/mlcd/inbox.jsonl")).contains("\"ended\""));
        EmbeddedJenkins.stop();
        Path log = home.resolve("jobs/churn/mlcd/inbox.jsonl");
        List<String> lines = Files.readAllLines(log);
        Files.write(log, lines.stream().takeWhile(line -> !line.contains("\"started\"")).toList());
        open();
        assertThat(event(0, Outcome.STARTED).build()).contains(1);
        BuildRequests.get().doRun();
        assertThat(job.getNextBuildNumber()).as("it is not built again").isEqualTo(2);
    }

    /** Builds that do nothing, or wait until they are let go or interrupted. */
    private static final class Builds implements BuildRunner {

        private volatile CountDownLatch gate = new CountDownLatch(0);
        private volatile Result result = Result.SUCCESS;
        private volatile FlowInterruptedException interrupt;

        void hold() {
            gate = new CountDownLatch(1);
        }

        void letGo() {
            gate.countDown();
        }

        @Override
        public Result run(WorkflowRun run) throws Exception {
            gate.await(20, TimeUnit.SECONDS);
            FlowInterruptedException now = interrupt;
            if (now != null) {
                interrupt = null;
                throw now;
            }
            return result;
        }

        @Override
        public void interrupt(WorkflowRun run, FlowInterruptedException cause) {
            interrupt = cause;
            letGo();
        }
    }

    /** What listeners hear. */
    private static final class Heard implements InboxListener {

        private final ConcurrentLinkedQueue<String> changes = new ConcurrentLinkedQueue<>();

        @Override
        public void changed(Job<?, ?> job, InboxEvent event, Change change, String reason) {
            changes.add(change.name());
        }
    }
}

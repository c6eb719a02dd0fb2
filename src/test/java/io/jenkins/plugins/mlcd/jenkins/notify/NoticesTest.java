package io.jenkins.plugins.mlcd.jenkins.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import hudson.model.Result;
import hudson.model.TaskListener;
import io.jenkins.plugins.mlcd.embedded.host.BuildRunner;
import io.jenkins.plugins.mlcd.embedded.host.EmbeddedJenkins;
import io.jenkins.plugins.mlcd.embedded.host.HostOptions;
import io.jenkins.plugins.mlcd.embedded.host.LocalMail;
import io.jenkins.plugins.mlcd.jenkins.triggers.InboxListener;
import io.jenkins.plugins.mlcd.jenkins.triggers.MlTrigger;
import io.jenkins.plugins.mlcd.loop.InboxEvent;
import io.jenkins.plugins.mlcd.loop.ModelVersion;
import io.jenkins.plugins.mlcd.loop.Registry;
import io.jenkins.plugins.mlcd.record.BuildLayout;
import io.jenkins.plugins.mlcd.record.EventLog;
import io.jenkins.plugins.mlcd.record.Json;
import io.jenkins.plugins.mlcd.record.Schema;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mail from a Jenkins, over real SMTP. */
class NoticesTest {

    @TempDir
    Path directory;

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private WorkflowJob job;

    @BeforeEach
    void start() throws IOException {
        server.start();
        EmbeddedJenkins.start(directory.resolve("home"), HostOptions.of(new Promoting(), List.of()));
        job = EmbeddedJenkins.job("train");
    }

    @AfterEach
    void stop() {
        EmbeddedJenkins.stop();
        server.stop();
    }

    /** Builds that roll a version out and promote it. */
    private static final class Promoting implements BuildRunner {
        @Override
        public Result run(WorkflowRun run) throws IOException {
            Path job = run.getParent().getRootDir().toPath();
            try (EventLog log = EventLog.open(new BuildLayout(run.getRootDir().toPath()).rollout(), Schema.ROLLOUT)) {
                Instant at = Instant.parse("2026-01-01T00:00:00Z");
                log.append(Json.object().put("event", "started").put("at", at.toString()).put("model", "digits:1").put("target", "production"));
                for (int weight : new int[] {5, 25, 100}) {
                    at = at.plusSeconds(60);
                    log.append(Json.object().put("event", "weight").put("at", at.toString()).put("weight", weight));
                }
            }
            Registry.of(job).register(ModelVersion.of("digits", "1", 1, "mlcd/models/digits-1", 1, "sha256:00"));
            Registry.of(job).promote("digits:1", run.getNumber(), "mlCanary", "all looks passed");
            return Result.SUCCESS;
        }

        @Override
        public void interrupt(WorkflowRun run, FlowInterruptedException cause) {
            // its builds end at once
        }
    }

    private void tell(Map<String, Object> settings) throws IOException {
        MlTrigger trigger = DescribableModel.of(MlTrigger.class).instantiate(
                Map.of("notifications", List.of(new UninstantiatedDescribable("owners", null, settings))), TaskListener.NULL);
        job.addTrigger(trigger);
    }

    private void smtp(int port) {
        LocalMail.smtp("127.0.0.1", port, "jenkins@example.org").use();
    }

    private void fire(InboxListener.Change change, String reason) {
        InboxEvent event = new InboxEvent("1", Instant.now(), "alert", "key", "alert InputDrift fires", Map.of(), InboxEvent.Outcome.PENDING, "", Optional.empty(), 0);
        InboxListener.fire(job, event, change, reason);
    }

    private List<String> subjects() throws Exception {
        return Arrays.stream(server.getReceivedMessages()).map(NoticesTest::subject).toList();
    }

    private static String subject(MimeMessage mail) {
        try {
            return mail.getSubject();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void mailsAlertStartSuppressionAndTrouble() throws Exception {
        smtp(server.getSmtp().getPort());
        tell(Map.of("to", "owner@example.org"));
        fire(InboxListener.Change.ACCEPTED, "");
        fire(InboxListener.Change.STARTED, "");
        fire(InboxListener.Change.SUPPRESSED, "cooldown of 7200 s is not over");
        fire(InboxListener.Change.BACKING_OFF, "build 7 failed");
        fire(InboxListener.Change.MERGED, "");
        assertThat(server.waitForIncomingEmail(10_000, 4)).isTrue();
        assertThat(subjects()).containsExactly("[mlcd] train: asks for a retraining", "[mlcd] train: retraining started",
                "[mlcd] train: no retraining", "[mlcd] train: retraining is in trouble");
        assertThat(server.getReceivedMessages()[0].getFrom()[0].toString()).isEqualTo("jenkins@example.org");
    }

    @Test
    void mailsAPromotionWithThePictureOfItsCanaryAndALink() throws Exception {
        smtp(server.getSmtp().getPort());
        tell(Map.of("to", "owner@example.org", "events", List.of("promotion")));
        job.scheduleBuild2(0).get();
        assertThat(server.waitForIncomingEmail(10_000, 1)).isTrue();
        MimeMessage mail = server.getReceivedMessages()[0];
        assertThat(mail.getSubject()).isEqualTo("[mlcd] train: model promoted");
        MimeMultipart related = (MimeMultipart) mail.getContent();
        assertThat(related.getCount()).isEqualTo(2);
        assertThat(related.getBodyPart(1).getContentType()).startsWith("image/png");
        MimeMultipart both = (MimeMultipart) related.getBodyPart(0).getContent();
        assertThat(both.getBodyPart(0).getContent().toString()).contains("digits:1 is in production: all looks passed", "job/train/1/", "digits:1 on production: 5 % to 100 %");
    }

    @Test
    void collectsADigestAndSendsItAtTheLatestWhenJenkinsStops() throws Exception {
        smtp(server.getSmtp().getPort());
        tell(Map.of("to", "owner@example.org", "digest", "1h"));
        fire(InboxListener.Change.ACCEPTED, "");
        fire(InboxListener.Change.SUPPRESSED, "cooldown");
        EmbeddedJenkins.stop();
        assertThat(subjects()).containsExactly("[mlcd] train: 2 events");
    }

    @Test
    void tellsThoseOfTheConfigurationWhenTheJobNamesNobody() throws Exception {
        smtp(server.getSmtp().getPort());
        NotificationConfiguration.get().setRecipients("all@example.org");
        fire(InboxListener.Change.ACCEPTED, "");
        assertThat(server.waitForIncomingEmail(10_000, 1)).isTrue();
        assertThat(server.getReceivedMessages()[0].getAllRecipients()[0].toString()).isEqualTo("all@example.org");
    }

    @Test
    void saysOnceInTheLogThatTheMailServerIsAwayAndFailsNothing() throws Exception {
        List<String> warnings = new CopyOnWriteArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                warnings.add(entry.getMessage());
            }

            @Override
            public void flush() {
                // nothing is kept back
            }

            @Override
            public void close() {
                // nothing is open
            }
        };
        Logger logger = Logger.getLogger(NoticeDesk.class.getName());
        logger.addHandler(handler);
        try {
            int port = server.getSmtp().getPort();
            server.stop();
            smtp(port);
            tell(Map.of("to", "owner@example.org"));
            fire(InboxListener.Change.ACCEPTED, "");
            fire(InboxListener.Change.STARTED, "");
            await().atMost(Duration.ofSeconds(10)).until(() -> !warnings.isEmpty());
            fire(InboxListener.Change.SUPPRESSED, "cooldown");
            EmbeddedJenkins.stop();
            assertThat(warnings).singleElement().asString().contains("train: nobody is told by mail to owner@example.org").doesNotContain("\n");
        } finally {
            logger.removeHandler(handler);
        }
    }

    @Test
    void writesFilesOfTheOutboxWhenThereIsNoServer() throws Exception {
        tell(Map.of("to", "owner@example.org"));
        fire(InboxListener.Change.ACCEPTED, "");
        Path outbox = directory.resolve("home/outbox");
        await().atMost(Duration.ofSeconds(10)).until(() -> Files.isDirectory(outbox) && outbox.toFile().list().length == 1);
        EmbeddedJenkins.stop();
        assertThat(Files.readString(outbox.resolve(outbox.toFile().list()[0]))).contains("To: owner@example.org", "alert InputDrift fires");
    }

    @Test
    void postsToNoChatThatNoAdministratorAllowed() {
        Map<String, String> environment = System.getenv();
        String id = environment.containsKey("HOME") ? "HOME" : environment.keySet().iterator().next();
        assertThatThrownBy(() -> new ChatNotification(id).send(job, null)).isInstanceOf(IOException.class)
                .hasMessageContaining("none of a chat that this Jenkins may post to").hasMessageNotContaining(environment.get(id));
        assertThatThrownBy(() -> new ChatNotification("no-such-id").send(job, null)).hasMessageContaining("is no secret text");
    }
}

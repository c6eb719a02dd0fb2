package io.jenkins.plugins.mlcd.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.mlcd.loop.Inbox.Judged;
import io.jenkins.plugins.mlcd.loop.Intake.Arrival;
import io.jenkins.plugins.mlcd.loop.Intake.Batch;
import io.jenkins.plugins.mlcd.loop.Intake.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntakeTest {

    private static final InstantSource CLOCK = InstantSource.system();

    @TempDir
    Path home;

    private static Occurrence data(String name, int version) {
        return Occurrence.dataset(name, List.of("s3://lake/" + name), "v" + version, "test");
    }

    private static List<String> keys(Batch batch) {
        return batch.arrivals().stream().map(arrival -> arrival.occurrence().key()).toList();
    }

    @Test
    void givesWhatCameInOrderAndAllOfARequestTogether() throws Exception {
        try (Intake intake = Intake.open(home, CLOCK)) {
            intake.accept(List.of(data("a", 1), data("b", 1)));
            intake.accept(List.of(data("a", 2)));
            Batch first = intake.read(intake.dispatched(), 1, Duration.ZERO);
            assertThat(keys(first)).as("a request is one line").containsExactly("dataset a v1", "dataset b v1");
            Batch second = intake.read(first.end(), 10, Duration.ZERO);
            assertThat(keys(second)).containsExactly("dataset a v2");
            assertThat(keys(intake.read(second.end(), 10, Duration.ofMillis(10)))).isEmpty();
            assertThat(second.arrivals().get(0).occurrence()).isEqualTo(data("a", 2));
        }
    }

    @Test
    void goesOnWhereItWasAfterACrashAndDropsATornRequestWhole() throws Exception {
        Place done;
        try (Intake intake = Intake.open(home, CLOCK)) {
            intake.accept(List.of(data("a", 1)));
            done = intake.read(intake.dispatched(), 10, Duration.ZERO).end();
            intake.dispatched(done);
            intake.accept(List.of(data("a", 2)));
        }
        Files.writeString(home.resolve("webhook-000001.jsonl"), "{\"event\":\"accepted\",\"at\":\"2026-01-01T00:00:00Z\",\"occurrences\":[{\"kind\"", StandardOpenOption.APPEND);
        try (Intake intake = Intake.open(home, CLOCK)) {
            assertThat(intake.dispatched()).isEqualTo(done);
            intake.accept(List.of(data("a", 3)));
            assertThat(keys(intake.read(done, 10, Duration.ZERO))).containsExactly("dataset a v2", "dataset a v3");
        }
    }

    @Test
    void beginsNewFilesAndRemovesThoseThatNobodyNeeds() throws Exception {
        try (Intake intake = Intake.open(home, CLOCK, 2_000)) {
            Place place = intake.dispatched();
            List<String> seen = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                intake.accept(List.of(data("a", i)));
                if (i % 10 == 9) {
                    for (Batch batch = intake.read(place, 7, Duration.ZERO); !batch.arrivals().isEmpty(); batch = intake.read(place, 7, Duration.ZERO)) {
                        seen.addAll(keys(batch));
                        place = batch.end();
                    }
                    intake.dispatched(place);
                }
            }
            assertThat(seen).isEqualTo(IntStream.range(0, 100).mapToObj(i -> "dataset a v" + i).toList());
            assertThat(home.toFile().list()).hasSizeLessThan(8);
        }
    }

    @Test
    void deliversToTheJobsThatItConcernsAndAgainAfterARestartWithoutASecondCause() throws Exception {
        Subscriptions jobs = new Subscriptions();
        jobs.put("exact", TriggerRule.dataset("digits"));
        jobs.put("uri", TriggerRule.dataset("s3://lake/*"));
        jobs.put("other", TriggerRule.dataset("letters"));
        ConcurrentLinkedQueue<String> judged = new ConcurrentLinkedQueue<>();
        for (int start = 0; start < 2; start++) {
            try (Intake intake = Intake.open(home, CLOCK); Dispatcher dispatcher = Dispatcher.start(intake, delivery(jobs, judged))) {
                if (start == 0) {
                    intake.accept(List.of(data("digits", 1)));
                    await().until(() -> judged.size() == 2);
                } else {
                    await().until(() -> Inbox.of(home.resolve("exact")).events().get(0).repeats() == 1);
                }
            }
            Files.deleteIfExists(home.resolve("webhook-dispatched.json")); // as if a crash had kept it from being written
        }
        assertThat(judged).containsExactlyInAnyOrder("exact dataset digits v1", "uri dataset digits v1");
        assertThat(Files.exists(home.resolve("other"))).isFalse();
    }

    private InboxDelivery delivery(Subscriptions jobs, ConcurrentLinkedQueue<String> judged) {
        return new InboxDelivery(jobs, new InboxDelivery.Jobs() {
            @Override
            public Optional<InboxDelivery.Destination> destination(String job) {
                return Optional.of(new InboxDelivery.Destination(home.resolve(job), TriggerPolicy.OPEN));
            }

            @Override
            public void judged(String job, List<Judged> causes) {
                causes.forEach(cause -> judged.add(job + " " + cause.event().key()));
            }
        }, CLOCK);
    }

    @Test
    void aDeliveryThatFailsIsRepeatedUntilItSucceeds() throws Exception {
        ConcurrentHashMap<String, Integer> calls = new ConcurrentHashMap<>();
        try (Intake intake = Intake.open(home, CLOCK)) {
            intake.accept(List.of(data("a", 1)));
            Dispatcher.Delivery flaky = new Dispatcher.Delivery() {
                @Override
                public void deliver(List<Arrival> arrivals) throws IOException {
                    if (calls.merge("deliver", 1, Integer::sum) < 3) {
                        throw new IOException("No space left on device");
                    }
                }

                @Override
                public void sync(Duration pause) {
                    // nothing is kept
                }
            };
            try (Dispatcher dispatcher = Dispatcher.start(intake, flaky)) {
                await().atMost(Duration.ofSeconds(10)).until(() -> dispatcher.reached().offset() > 0);
            }
            assertThat(calls.get("deliver")).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "ModelDrift ; true", "severity=critical ; true", "{severity=\"critical\",model=\"churn\"} ; true",
        "severity=critical, model=fraud ; false", "model=~\"churn|fraud\" ; true", "model!~\"ch.*\" ; false",
        "team= ; true", "model!=fraud ; true", "modeldrift ; false",
    })
    void matchesAlertsAsAlertmanagerDoes(String matcher, boolean matches) {
        assertThat(AlertMatcher.parse(matcher).matches(java.util.Map.of("alertname", "ModelDrift", "severity", "critical", "model", "churn"))).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({"digits, digits, true", "digits, digits2, false", "s3://lake/*, s3://lake/a/b.csv, true", "*.csv, a.csv.gz, false", "d?gits, digits, true", "**a*b, xxaxxb, true"})
    void matchesNamesAndUris(String pattern, String name, boolean matches) {
        assertThat(new NamePattern(pattern).matches(name)).isEqualTo(matches);
    }
}

package io.jenkins.plugins.mlcd.canary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.mlcd.canary.local.LocalMetricProvider;
import io.jenkins.plugins.mlcd.canary.local.LocalTrafficRouter;
import io.jenkins.plugins.mlcd.canary.local.LocalWorkload;
import io.jenkins.plugins.mlcd.target.AdminServer;
import io.jenkins.plugins.mlcd.target.LocalTargetClient;
import io.jenkins.plugins.mlcd.target.ModelZip;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every workload, router and provider must keep to. */
class TargetContractTest {

    record Subject(String name, Workload workload, TrafficRouter router, MetricProvider provider, IntConsumer traffic) {

        @Override
        public String toString() {
            return name;
        }
    }

    /** For targets that take any model. */
    private static final class OneFile implements ModelSource {

        @Override
        public ModelZip zip(String model) {
            return out -> {
                ZipOutputStream zip = new ZipOutputStream(out);
                zip.putNextEntry(new ZipEntry("model.json"));
                zip.closeEntry();
                zip.finish();
            };
        }

        @Override
        public Optional<URI> uri(String model) {
            return Optional.empty();
        }
    }

    static Stream<Subject> subjects() throws IOException {
        FakeTarget fake = new FakeTarget();
        fake.stable = Optional.empty();
        AdminServer server = new AdminServer();
        LocalTargetClient client = server.client();
        return Stream.of(
                new Subject("in memory", fake, fake, fake, fake::traffic),
                new Subject(
                        "local",
                        new LocalWorkload(client, new OneFile()),
                        new LocalTrafficRouter(client),
                        new LocalMetricProvider(client),
                        count -> server.traffic(count, 0)));
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void servesSharesCountsAndPromotes(Subject target) throws Exception {
        assertThat(target.workload.stable()).isEmpty();
        for (int again = 0; again < 2; again++) {
            target.workload.deployStable("digits:41");
        }
        assertThat(target.workload.stable()).contains("digits:41");
        for (int again = 0; again < 2; again++) {
            target.workload.deployCanary("digits:42");
            target.router.route(TrafficSplit.weight(25));
        }
        assertThat(target.workload.stable()).contains("digits:41");

        Reading before = target.provider.read("digits:42", "digits:41");
        target.traffic.accept(100);
        Look look = Look.between(25, before, target.provider.read("digits:42", "digits:41"));
        assertThat(look.canary()).map(Figures::requests).contains(25L);
        assertThat(look.stable()).map(Figures::requests).contains(75L);
        assertThat(target.provider.read("digits:99", "digits:41").canary()).isEmpty();

        for (int again = 0; again < 2; again++) {
            target.workload.promote("digits:42");
        }
        assertThat(target.workload.stable()).contains("digits:42");
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void takesTheTrafficBackHoweverOften(Subject target) throws Exception {
        target.workload.deployStable("digits:41");
        target.workload.deployCanary("digits:42");
        target.router.route(TrafficSplit.weight(50));
        for (int again = 0; again < 2; again++) {
            target.router.route(TrafficSplit.weight(0));
            target.workload.removeCanary();
        }
        Reading before = target.provider.read("digits:42", "digits:41");
        target.traffic.accept(100);
        Look look = Look.between(0, before, target.provider.read("digits:42", "digits:41"));
        assertThat(look.canary()).map(Figures::requests).contains(0L);
        assertThat(look.stable()).map(Figures::requests).contains(100L);
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void aCanaryThatWasLeftBehindMakesRoom(Subject target) throws Exception {
        target.workload.deployStable("digits:41");
        target.workload.deployCanary("digits:40");
        target.workload.deployCanary("digits:42");
        target.router.route(TrafficSplit.weight(100));
        target.workload.promote("digits:42");
        assertThat(target.workload.stable()).contains("digits:42");
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void theFormerVersionComesBackHoweverOften(Subject target) throws Exception {
        target.workload.deployStable("digits:41");
        target.workload.deployCanary("digits:42");
        target.router.route(TrafficSplit.weight(100));
        target.workload.promote("digits:42");
        target.router.route(TrafficSplit.NONE);
        target.workload.removeCanary();
        for (int again = 0; again < 2; again++) {
            target.workload.restore("digits:41");
            target.router.route(TrafficSplit.NONE);
        }
        assertThat(target.workload.stable()).contains("digits:41");
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void whatARouterSupportsItDoesAndWhatNotItRefuses(Subject target) throws Exception {
        target.workload.deployStable("digits:41");
        target.workload.deployCanary("digits:42");
        TrafficMatch users = new TrafficMatch(TrafficMatch.By.HASH_OF_COOKIE, "user", Optional.empty());
        for (TrafficSplit split : List.of(TrafficSplit.weight(20), TrafficSplit.mirror(100), new TrafficSplit(20, 0, Optional.of(users)))) {
            if (target.router.unsupported(split).isEmpty()) {
                target.router.route(split);
                target.router.verify(split);
            } else {
                assertThatThrownBy(() -> target.router.route(split)).isInstanceOf(IllegalArgumentException.class);
            }
        }
    }

    @Test
    void refusesAWeightThatIsNoPercentage() {
        assertThatThrownBy(() -> TrafficSplit.weight(101)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("101");
    }
}

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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
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

    static Stream<Subject> subjects() throws IOException {
        FakeTarget fake = new FakeTarget();
        fake.stable = Optional.empty();
        AdminServer server = new AdminServer();
        LocalTargetClient client = server.client();
        Path model = Files.createTempDirectory("model");
        Files.writeString(model.resolve("model.json"), "{}");
        model.toFile().deleteOnExit();
        return Stream.of(
                new Subject("in memory", fake, fake, fake, fake::traffic),
                new Subject(
                        "local",
                        new LocalWorkload(client, ModelZip.of(model)),
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
            target.router.weight(25);
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
        target.router.weight(50);
        for (int again = 0; again < 2; again++) {
            target.router.weight(0);
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
        target.router.weight(100);
        target.workload.promote("digits:42");
        assertThat(target.workload.stable()).contains("digits:42");
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void refusesAWeightThatIsNoPercentage(Subject target) throws Exception {
        target.workload.deployStable("digits:41");
        target.workload.deployCanary("digits:42");
        assertThatThrownBy(() -> target.router.weight(101)).isInstanceOf(IllegalArgumentException.class);
    }
}

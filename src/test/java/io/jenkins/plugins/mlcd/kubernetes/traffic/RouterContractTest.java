package io.jenkins.plugins.mlcd.kubernetes.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.mlcd.canary.ForeignWriteException;
import io.jenkins.plugins.mlcd.canary.TrafficMatch;
import io.jenkins.plugins.mlcd.canary.TrafficRouter;
import io.jenkins.plugins.mlcd.canary.TrafficSplit;
import io.jenkins.plugins.mlcd.kubernetes.FakeCluster;
import io.jenkins.plugins.mlcd.target.TargetException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every router of a cluster keeps to, whatever the API server does. The local one keeps to its part in {@code TargetContractTest}. */
class RouterContractTest {

    private static final String OBJECT = "/digits";
    private static final TrafficSplit BETA =
            new TrafficSplit(100, 0, Optional.of(new TrafficMatch(TrafficMatch.By.HEADER, "X-Beta", Optional.of("yes"))));

    private FakeCluster cluster;
    private KubernetesClient client;

    @BeforeEach
    void start() throws Exception {
        cluster = new FakeCluster();
        client = RouterSubject.client(cluster, 10_000);
    }

    @AfterEach
    void stop() {
        client.close();
        cluster.close();
    }

    private TrafficRouter router(RouterSubject subject) throws IOException {
        subject.create(client);
        return subject.router(client, Optional.empty());
    }

    @ParameterizedTest
    @EnumSource(RouterSubject.class)
    void sharesFromNothingToAllAndBackAndLeavesNothing(RouterSubject subject) throws Exception {
        TrafficRouter router = router(subject);
        List<JsonNode> before = subject.now(client);
        router.route(TrafficSplit.NONE);
        assertThat(subject.now(client)).isEqualTo(before);
        for (int percent : new int[] {1, 50, 99, 100, 100, 7}) {
            router.route(TrafficSplit.weight(percent));
            assertThat(subject.shares(client)).isNotEmpty().allMatch(share -> share == percent);
            router.verify(TrafficSplit.weight(percent));
        }
        router.route(TrafficSplit.NONE);
        assertThat(subject.now(client)).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(RouterSubject.class)
    void theSameAgainWritesNothing(RouterSubject subject) throws Exception {
        TrafficRouter router = router(subject);
        router.route(TrafficSplit.weight(25));
        int writes = cluster.requests("PATCH /" + subject.plural + OBJECT);
        router.route(TrafficSplit.weight(25));
        subject.router(client, Optional.empty()).route(TrafficSplit.weight(25));
        assertThat(writes).isEqualTo(1);
        assertThat(cluster.requests("PATCH /" + subject.plural + OBJECT)).isEqualTo(writes);
    }

    @ParameterizedTest
    @EnumSource(RouterSubject.class)
    void touchesNothingButWhatItOwns(RouterSubject subject) throws Exception {
        TrafficRouter router = router(subject);
        JsonNode before = subject.route(client);
        router.route(TrafficSplit.weight(30));
        JsonNode after = subject.route(client).deepCopy();
        for (JsonNode rule : after.at(subject.rules)) {
            JsonNode backends = subject == RouterSubject.GATEWAY_API ? rule.path("backendRefs") : rule.path("route");
            backends.forEach(backend -> ((ObjectNode) backend).remove("weight"));
            if (backends.size() == 2 && subject != RouterSubject.ISTIO_SUBSETS) {
                assertThat(backends.get(1).toString().replace("digits-canary", "digits")).isEqualTo(backends.get(0).toString());
                ((ArrayNode) backends).remove(1);
            }
        }
        ObjectNode annotations = (ObjectNode) after.at("/metadata/annotations");
        annotations.remove(TrafficRecord.ANNOTATION);
        if (annotations.isEmpty()) {
            ((ObjectNode) after.path("metadata")).remove("annotations");
        }
        JsonNode expected = before.deepCopy();
        for (JsonNode rule : expected.at(subject.rules)) {
            (subject == RouterSubject.GATEWAY_API ? rule.path("backendRefs") : rule.path("route"))
                    .forEach(backend -> ((ObjectNode) backend).remove("weight"));
        }
        assertThat(after).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(RouterSubject.class)
    void sharesOnlyTheRuleThatIsNamed(RouterSubject subject) throws Exception {
        subject.create(client);
        TrafficRouter router = subject.router(client, Optional.of("predictions"));
        router.route(TrafficSplit.weight(25));
        assertThat(subject.shares(client)).containsExactly(25);
        assertThatThrownBy(() -> subject.router(client, Optional.of("nowhere")).route(TrafficSplit.weight(25)))
                .isInstanceOf(TargetException.class);
    }

    @ParameterizedTest
    @EnumSource(RouterSubject.class)
    void writesAgainOnWhatSomebodyElseWasFasterToWrite(RouterSubject subject) throws Exception {
        TrafficRouter router = router(subject);
        for (int i = 0; i < 3; i++) {
            String value = "v" + i;
            cluster.before("PATCH", subject.plural + OBJECT,
                    () -> subject.edit(client, object -> ((ObjectNode) object.path("metadata")).withObject("/labels").put("touched", value)));
        }
        router.route(TrafficSplit.weight(40));
        assertThat(subject.shares(client)).allMatch(share -> share == 40);
        assertThat(subject.route(client).at("/metadata/labels/touched").asText()).isEqualTo("v2");
        assertThat(cluster.requests("PATCH /" + subject.plural + OBJECT)).isEqualTo(4);
    }

    @ParameterizedTest
    @EnumSource(RouterSubject.class)
    void bearsErrorsSilenceAndLostAnswersOfTheServer(RouterSubject subject) throws Exception {
        subject.create(client);
        try (KubernetesClient impatient = RouterSubject.client(cluster, 700)) {
            TrafficRouter router = subject.router(impatient, Optional.empty());
            cluster.fail("GET", subject.plural + OBJECT, 500, "etcdserver: leader changed");
            cluster.fail("PATCH", subject.plural + OBJECT, 503, "not now");
            cluster.stall("PATCH", subject.plural + OBJECT);
            cluster.loseAnswer("PATCH", subject.plural + OBJECT);
            router.route(TrafficSplit.weight(60));
            assertThat(subject.shares(client)).allMatch(share -> share == 60);
            router.verify(TrafficSplit.weight(60));
        }
    }

    @ParameterizedTest
    @EnumSource(RouterSubject.class)
    void givesUpInWordsWhenTheServerStaysAwayOrRefuses(RouterSubject subject) throws Exception {
        TrafficRouter router = router(subject);
        for (int i = 0; i < 6; i++) {
            cluster.fail("PATCH", subject.plural + OBJECT, 500, "etcdserver: no leader");
        }
        assertThatThrownBy(() -> router.route(TrafficSplit.weight(60)))
                .isInstanceOf(IOException.class).isNotInstanceOf(TargetException.class).hasMessageContaining("etcdserver: no leader");
        cluster.fail("PATCH", subject.plural + OBJECT, 403, "User \"x\" cannot patch resource");
        assertThatThrownBy(() -> router.route(TrafficSplit.weight(60)))
                .isInstanceOfSatisfying(TargetException.class, refusal -> assertThat(refusal.refused()).isTrue())
                .hasMessageContaining("cannot patch resource");
        router.route(TrafficSplit.weight(60));
        assertThat(subject.shares(client)).allMatch(share -> share == 60);
    }

    @ParameterizedTest
    @EnumSource(RouterSubject.class)
    void findsAForeignWriteAndNamesItsManager(RouterSubject subject) throws Exception {
        TrafficRouter router = router(subject);
        router.route(TrafficSplit.weight(10));
        subject.edit(client, object -> {
            for (JsonNode rule : object.at(subject.rules)) {
                for (JsonNode backend : subject == RouterSubject.GATEWAY_API ? rule.path("backendRefs") : rule.path("route")) {
                    if (backend.path("weight").asInt() == 10) {
                        ((ObjectNode) backend).put("weight", 55);
                    }
                }
            }
        });
        assertThatThrownBy(() -> router.verify(TrafficSplit.weight(10)))
                .isInstanceOf(ForeignWriteException.class).hasMessageContaining("argocd-controller' at 2026-11-24T10:00:00Z");
        subject.router(client, Optional.empty()).route(TrafficSplit.weight(10));
        router.verify(TrafficSplit.weight(10));
        assertThat(subject.shares(client)).allMatch(share -> share == 10);
    }

    @ParameterizedTest
    @EnumSource(RouterSubject.class)
    void aForeignWriteElsewhereIsNobodysBusiness(RouterSubject subject) throws Exception {
        TrafficRouter router = router(subject);
        router.route(TrafficSplit.weight(10));
        subject.edit(client, object -> {
            ((ObjectNode) object.path("spec")).put("another", "field");
            ((ObjectNode) object.at(subject.rules).get(0)).put("more", 1);
        });
        router.verify(TrafficSplit.weight(10));
        router.route(TrafficSplit.NONE);
        assertThat(subject.route(client).at("/spec/another").asText()).isEqualTo("field");
    }

    @ParameterizedTest
    @EnumSource(RouterSubject.class)
    void leadsThoseWhoMatchToTheCanaryAndNobodyElse(RouterSubject subject) throws Exception {
        TrafficRouter router = router(subject);
        List<JsonNode> before = subject.now(client);
        int shared = subject == RouterSubject.ISTIO_SUBSETS ? 1 : 2;
        router.route(BETA);
        router.route(BETA);
        JsonNode rules = subject.route(client).at(subject.rules);
        assertThat(rules).hasSize(3 - (subject == RouterSubject.ISTIO_SUBSETS ? 1 : 0) + shared);
        assertThat(rules.toString().split("yes", -1)).hasSizeGreaterThan(shared);
        router.verify(BETA);
        subject.edit(client, object -> ((ArrayNode) object.at(subject.rules)).remove(
                subject == RouterSubject.ISTIO_SUBSETS ? 0 : 1));
        assertThatThrownBy(() -> router.verify(BETA)).isInstanceOf(ForeignWriteException.class);
        router.route(BETA);
        router.verify(BETA);
        router.route(TrafficSplit.NONE);
        assertThat(subject.now(client)).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(RouterSubject.class)
    void mirrorsWithoutAShare(RouterSubject subject) throws Exception {
        TrafficRouter router = router(subject);
        List<JsonNode> before = subject.now(client);
        router.route(TrafficSplit.mirror(20));
        router.route(TrafficSplit.mirror(20));
        router.verify(TrafficSplit.mirror(20));
        JsonNode rules = subject.route(client).at(subject.rules);
        String percent = subject == RouterSubject.GATEWAY_API ? "\"percent\":20" : "\"mirrorPercentage\":{\"value\":20}";
        assertThat(rules.toString()).contains(percent);
        assertThat(subject.shares(client)).allMatch(share -> share == 0);
        router.route(TrafficSplit.weight(5));
        assertThat(subject.route(client).toString()).doesNotContain(percent);
        router.route(TrafficSplit.NONE);
        assertThat(subject.now(client)).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(RouterSubject.class)
    void saysThatItDrawsNoUsersByTheirHash(RouterSubject subject) throws Exception {
        TrafficRouter router = router(subject);
        TrafficSplit hashed = new TrafficSplit(50, 0, Optional.of(new TrafficMatch(TrafficMatch.By.HASH_OF_COOKIE, "user", Optional.empty())));
        assertThat(router.unsupported(hashed)).get().asString().contains("by the hash of 'user'");
        assertThat(router.unsupported(BETA)).isEmpty();
        assertThat(router.unsupported(TrafficSplit.mirror(10))).isEmpty();
        assertThatThrownBy(() -> router.route(hashed)).isInstanceOf(IllegalArgumentException.class);
    }
}

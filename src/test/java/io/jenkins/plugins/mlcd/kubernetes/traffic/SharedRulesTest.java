package io.jenkins.plugins.mlcd.kubernetes.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.canary.TrafficMatch;
import io.jenkins.plugins.mlcd.canary.TrafficSplit;
import io.jenkins.plugins.mlcd.record.Json;
import io.jenkins.plugins.mlcd.target.TargetException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SharedRulesTest {

    private static final Backends SERVICES = new Backends("ml", "digits", "digits-canary", Optional.empty());
    private static final SharedRules GATEWAY = new SharedRules(new GatewayKind(SERVICES), Optional.empty());
    private static final SharedRules ISTIO = new SharedRules(new IstioKind(SERVICES), Optional.empty());

    private static ObjectNode route(String backends) throws Exception {
        return Json.parseObject("{\"metadata\":{\"name\":\"r\"},\"spec\":{\"rules\":[{\"backendRefs\":" + backends + "}]}}");
    }

    private static ObjectNode service(String routes) throws Exception {
        return Json.parseObject("{\"metadata\":{\"name\":\"r\"},\"spec\":{\"http\":[" + routes + "]}}");
    }

    @ParameterizedTest
    @CsvSource({
        // other's weight, stable's, percent: canary's
        "0, 1, 5, 5", "0, 100, 5, 5", "50, 50, 10, 5", "1000, 400, 25, 100", "30, 70, 100, 70"
    })
    void sharesWhatOtherBackendsLeave(int other, int stable, int percent, int canary) throws Exception {
        ObjectNode shared = GATEWAY.with(
                route("[{\"name\":\"digits\",\"weight\":" + stable + "},{\"name\":\"legacy\",\"weight\":" + other + "}]"), TrafficSplit.weight(percent));
        assertThat(shared.at("/spec/rules/0/backendRefs/1/name").asText()).isEqualTo("digits-canary");
        assertThat(shared.at("/spec/rules/0/backendRefs/1/weight").asInt()).isEqualTo(canary);
        assertThat(shared.at("/spec/rules/0/backendRefs/2/weight").asInt()).isEqualTo(other);
    }

    @Test
    void refusesAShareThatIsNoWholeWeight() throws Exception {
        ObjectNode three = route("[{\"name\":\"digits\",\"weight\":1},{\"name\":\"legacy\",\"weight\":1}]");
        assertThatThrownBy(() -> GATEWAY.with(three, TrafficSplit.weight(5)))
                .isInstanceOf(TargetException.class).hasMessageContaining("leave a weight of 1; 5 % of it is no whole number");
    }

    @Test
    void aCanaryThatHadAShareBeforeGetsNoneAfterwards() throws Exception {
        ObjectNode before = route("[{\"name\":\"digits\",\"weight\":70},{\"name\":\"digits-canary\",\"weight\":30}]");
        ObjectNode after = GATEWAY.with(GATEWAY.with(before, TrafficSplit.weight(5)), TrafficSplit.NONE);
        assertThat(after.at("/spec/rules/0/backendRefs").toString())
                .isEqualTo("[{\"name\":\"digits\",\"weight\":100},{\"name\":\"digits-canary\",\"weight\":0}]");
    }

    @Test
    void leavesARouteOfAnotherNamespaceOrKindAlone() throws Exception {
        assertThat(GATEWAY.any(route("[{\"name\":\"digits\",\"namespace\":\"other\"}]"))).isFalse();
        assertThat(GATEWAY.any(route("[{\"name\":\"digits\",\"kind\":\"Bucket\"}]"))).isFalse();
        assertThat(ISTIO.any(service("{\"route\":[{\"destination\":{\"host\":\"digits.other.svc.cluster.local\"}}]}"))).isFalse();
        assertThat(ISTIO.any(service("{\"redirect\":{\"uri\":\"/\"}}"))).isFalse();
        assertThat(ISTIO.any(service("{\"route\":[{\"destination\":{\"host\":\"digits.ml.svc\"}}]}"))).isTrue();
    }

    @Test
    void refusesToMirrorOverAMirrorOfSomebodyElse() throws Exception {
        ObjectNode mirrored = service("{\"route\":[{\"destination\":{\"host\":\"digits\"}}],\"mirror\":{\"host\":\"audit\"}}");
        assertThatThrownBy(() -> ISTIO.with(mirrored, TrafficSplit.mirror(5))).hasMessageContaining("it has a mirror of its own");
        assertThat(ISTIO.with(mirrored, TrafficSplit.weight(5)).at("/spec/http/0/mirror/host").asText()).isEqualTo("audit");
    }

    @Test
    void theRuleForThoseWhoMatchKeepsTheConditionsAndSettingsOfTheSharedOne() throws Exception {
        TrafficMatch match = new TrafficMatch(TrafficMatch.By.COOKIE, "group", Optional.of("b+"));
        ObjectNode split = ISTIO.with(
                service("{\"name\":\"p\",\"timeout\":\"2s\",\"match\":[{\"uri\":{\"prefix\":\"/p\"}},{\"headers\":{\"a\":{\"exact\":\"b\"}}}],\"route\":[{\"destination\":{\"host\":\"digits\"}}]}"),
                new TrafficSplit(100, 0, Optional.of(match)));
        assertThat(split.at("/spec/http/0").toString()).isEqualTo("{\"name\":\"p-mlcd-canary\",\"timeout\":\"2s\",\"match\":["
                + "{\"uri\":{\"prefix\":\"/p\"},\"headers\":{\"cookie\":{\"regex\":\"^(.*;\\\\s*)?group=b\\\\+(;.*)?$\"}}},"
                + "{\"headers\":{\"a\":{\"exact\":\"b\"},\"cookie\":{\"regex\":\"^(.*;\\\\s*)?group=b\\\\+(;.*)?$\"}}}],"
                + "\"route\":[{\"destination\":{\"host\":\"digits-canary\"}}]}");
        assertThat(split.at("/spec/http/1/route").toString()).isEqualTo("[{\"destination\":{\"host\":\"digits\"}}]");
    }

    @Test
    void refusesAMatchOnAHeaderThatTheRuleAsksForAlready() throws Exception {
        TrafficSplit split = new TrafficSplit(100, 0, Optional.of(new TrafficMatch(TrafficMatch.By.HEADER, "X-Beta", Optional.of("yes"))));
        ObjectNode istio = service("{\"match\":[{\"headers\":{\"x-beta\":{\"exact\":\"no\"}}}],\"route\":[{\"destination\":{\"host\":\"digits\"}}]}");
        assertThatThrownBy(() -> ISTIO.with(istio, split)).isInstanceOf(TargetException.class).hasMessageContaining("a condition on the header 'x-beta' already");
        ObjectNode gateway = Json.parseObject("{\"metadata\":{},\"spec\":{\"rules\":[{\"matches\":[{\"headers\":[{\"name\":\"X-Beta\",\"value\":\"no\"}]}],\"backendRefs\":[{\"name\":\"digits\"}]}]}}");
        assertThatThrownBy(() -> GATEWAY.with(gateway, split)).isInstanceOf(TargetException.class);
    }

    @ParameterizedTest
    @CsvSource({"group=b+, true", "a=1; group=b+; c=2, true", "a=1;group=b+, true", "group=bb, false", "xgroup=b+, false", "group=b+x, false"})
    void findsACookieAmongOthers(String header, boolean found) {
        String pattern = MatchedHeader.cookiePattern(new TrafficMatch(TrafficMatch.By.COOKIE, "group", Optional.of("b+")));
        assertThat(Pattern.matches(pattern, header)).isEqualTo(found);
    }

    @Test
    void namesTheLastOfThoseWhoWroteTheRules() throws Exception {
        assertThat(FieldManagers.lastForeign(Json.parseObject("""
                {"metadata": {"managedFields": [
                  {"manager": "flux", "time": "2026-11-24T10:00:00Z", "fieldsV1": {"f:spec": {"f:http": {}}}},
                  {"manager": "kubectl-edit", "time": "2026-11-24T11:00:00Z", "fieldsV1": {"f:spec": {"f:http": {}}}},
                  {"manager": "labeler", "time": "2026-11-24T12:00:00Z", "fieldsV1": {"f:metadata": {}}},
                  {"manager": "mlcd", "time": "2026-11-24T12:00:00Z", "fieldsV1": {"f:spec": {"f:http": {}}}}]}}
                """), "http")).isEqualTo("'kubectl-edit' at 2026-11-24T11:00:00Z");
        assertThat(FieldManagers.lastForeign(Json.object(), "http")).isEqualTo("somebody whom the API server does not name");
    }
}

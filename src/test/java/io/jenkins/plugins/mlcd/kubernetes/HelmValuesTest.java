package io.jenkins.plugins.mlcd.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.jenkins.plugins.mlcd.jenkins.config.KubernetesTarget;
import io.jenkins.plugins.mlcd.jenkins.config.MlcdConfiguration;
import io.jenkins.plugins.mlcd.jenkins.config.PrometheusProvider;
import io.jenkins.plugins.mlcd.jenkins.webhook.WebhookSender;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The values for the Helm chart: configuration as code whose keys there are, and a pod without unknown fields. */
class HelmValuesTest {

    private static final Path FILE = Path.of("examples/kubernetes/jenkins-values.yaml");

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    private static Object yaml(String text) {
        return new Load(LoadSettings.builder().build()).loadFromString(text);
    }

    private static Map<String, Object> values() throws IOException {
        return map(yaml(Files.readString(FILE)));
    }

    private static Map<String, Object> mlcd() throws IOException {
        Object script = map(map(map(values().get("controller")).get("JCasC")).get("configScripts")).get("mlcd");
        return map(map(map(yaml((String) script)).get("unclassified")).get("mlcd"));
    }

    /** What configuration as code may set of a type. */
    private static Set<String> settable(Class<?> type) {
        Set<String> names = new TreeSet<>();
        for (Method method : type.getMethods()) {
            if (method.isAnnotationPresent(DataBoundSetter.class)) {
                names.add(Character.toLowerCase(method.getName().charAt(3)) + method.getName().substring(4));
            }
        }
        for (Constructor<?> constructor : type.getConstructors()) {
            if (constructor.isAnnotationPresent(DataBoundConstructor.class)) {
                for (Parameter parameter : constructor.getParameters()) {
                    names.add(parameter.getName());
                }
            }
        }
        return names;
    }

    @Test
    void configureWithKeysThatThereAre() throws IOException {
        Map<String, Object> mlcd = mlcd();
        assertThat(settable(MlcdConfiguration.class)).containsAll(mlcd.keySet());
        Map<String, Object> target = map(map(((List<?>) mlcd.get("targets")).get(0)).get("kubernetesTarget"));
        assertThat(settable(KubernetesTarget.class)).containsAll(target.keySet());
        assertThat(settable(PrometheusProvider.class)).containsAll(map(((List<?>) mlcd.get("prometheusProviders")).get(0)).keySet());
        assertThat(settable(WebhookSender.class)).containsAll(map(((List<?>) mlcd.get("webhookSources")).get(0)).keySet());
    }

    @Test
    void giveAgentsAPodThatIsOne() throws Exception {
        List<?> templates = (List<?>) yaml((String) map(map(values().get("agent")).get("podTemplates")).get("gpu"));
        Pod pod = new KubernetesSerialization().unmarshal((String) map(templates.get(0)).get("yaml"), Pod.class);
        List<String> unknown = new java.util.ArrayList<>();
        KubernetesExamplesTest.findUnknown("Pod", pod, unknown);
        assertThat(unknown).isEmpty();
        assertThat(pod.getSpec().getContainers()).singleElement().satisfies(container -> assertThat(container.getName()).isEqualTo("jnlp"));
        assertThat(pod.getSpec().getSecurityContext().getRunAsNonRoot()).isTrue();
    }
}

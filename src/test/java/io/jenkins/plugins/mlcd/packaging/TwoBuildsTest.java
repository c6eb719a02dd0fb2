package io.jenkins.plugins.mlcd.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The root build packs the plugin without the Jenkins repository; this holds it true to the release build. */
class TwoBuildsTest {

    private static final Set<String> PLUGIN_GROUPS =
            Set.of("io.jenkins.plugins", "org.csanchez.jenkins.plugins", "org.jenkins-ci.modules", "org.jenkins-ci.plugins", "org.jenkins-ci.plugins.workflow", "org.jenkinsci.plugins");

    private final Pom root = Pom.read(Path.of("pom.xml"));
    private final Pom release = Pom.read(Path.of("jenkins/pom.xml"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/project/groupId", "/project/artifactId", "/project/version", "/project/name", "/project/description", "/project/url",
                "/project/licenses/license/name", "/project/properties/jenkins.version", "/project/properties/hpi.bundledArtifacts"
            })
    void agreeOn(String path) {
        assertThat(root.text(path)).isNotBlank().isEqualTo(release.text(path));
    }

    @Test
    void bundleTheSameLibrariesInTheSameVersions() {
        Map<String, String> bundled = new TreeMap<>(release.dependencies("compile"));
        bundled.keySet().removeIf(name -> PLUGIN_GROUPS.contains(name.substring(0, name.indexOf(':'))));
        assertThat(root.dependencies("compile")).isNotEmpty().isEqualTo(bundled);
    }

    @ParameterizedTest(name = "optional: {0}")
    @ValueSource(booleans = {false, true})
    void dependOnTheSamePlugins(boolean optional) {
        Set<String> inManifest = Stream.of(root.text("/project/properties/hpi.pluginDependencies").split(","))
                .filter(plugin -> plugin.endsWith(";resolution:=optional") == optional)
                .map(plugin -> plugin.substring(0, plugin.indexOf(':')))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> inRelease = release.dependencies("compile", optional).keySet().stream()
                .map(name -> name.split(":"))
                .filter(name -> PLUGIN_GROUPS.contains(name[0]))
                .map(name -> name[1])
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(inManifest).isNotEmpty().isEqualTo(inRelease);
    }

    private record Pom(Document document) {

        static Pom read(Path file) {
            try {
                return new Pom(DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile()));
            } catch (Exception e) {
                throw new AssertionError(file + " cannot be read", e);
            }
        }

        String text(String path) {
            String text = nodes(path).item(0) == null ? "" : nodes(path).item(0).getTextContent().strip();
            return text.matches("\\$\\{[\\w.]+}") ? text("/project/properties/" + text.substring(2, text.length() - 1)) : text;
        }

        Map<String, String> dependencies(String scope) {
            return dependencies(scope, false);
        }

        /** Dependencies of a scope, {@code group:artifact} to the version as written. */
        Map<String, String> dependencies(String scope, boolean optional) {
            NodeList list = nodes("/project/dependencies/dependency");
            return IntStream.range(0, list.getLength())
                    .mapToObj(index -> (Element) list.item(index))
                    .filter(dependency -> child(dependency, "scope", "compile").equals(scope))
                    .filter(dependency -> child(dependency, "optional", "false").equals(String.valueOf(optional)))
                    .collect(Collectors.toMap(
                            dependency -> child(dependency, "groupId", "") + ":" + child(dependency, "artifactId", ""),
                            dependency -> child(dependency, "version", "of the BOM"),
                            (one, other) -> one,
                            TreeMap::new));
        }

        private static String child(Element element, String name, String otherwise) {
            for (var node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
                if (name.equals(node.getNodeName())) {
                    return node.getTextContent().strip();
                }
            }
            return otherwise;
        }

        private NodeList nodes(String path) {
            try {
                return (NodeList) XPathFactory.newInstance().newXPath().evaluate(path, document, XPathConstants.NODESET);
            } catch (javax.xml.xpath.XPathExpressionException e) {
                throw new AssertionError(path, e);
            }
        }
    }
}

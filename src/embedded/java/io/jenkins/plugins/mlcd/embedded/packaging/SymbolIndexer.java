package io.jenkins.plugins.mlcd.embedded.packaging;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jenkinsci.Symbol;

/**
 * Writes {@code META-INF/services/annotations/org.jenkinsci.Symbol}, the list by which Jenkins finds the short names of
 * triggers and nested describables: one class name a line. In a Jenkins build an annotation processor does this, but
 * that processor is not on Maven Central, so the root build runs this class over its compiled classes instead.
 */
public final class SymbolIndexer {

    static final String INDEX = "META-INF/services/annotations/org.jenkinsci.Symbol";

    private SymbolIndexer() {}

    /** @param arguments the directory of compiled classes */
    public static void main(String[] arguments) throws IOException {
        Path classes = Path.of(arguments[0]);
        Path index = classes.resolve(INDEX);
        Files.createDirectories(index.getParent());
        Files.write(index, symbols(classes));
    }

    static List<String> symbols(Path classes) throws IOException {
        Path plugin = classes.resolve("io/jenkins/plugins/mlcd/jenkins");
        if (Files.notExists(plugin)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(plugin)) {
            return files.map(file -> classes.relativize(file).toString())
                    .filter(name -> name.endsWith(".class"))
                    .map(name -> name.substring(0, name.length() - ".class".length()).replace('/', '.'))
                    .filter(SymbolIndexer::hasSymbol)
                    .sorted()
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static boolean hasSymbol(String className) {
        try {
            return Class.forName(className, false, SymbolIndexer.class.getClassLoader()).isAnnotationPresent(Symbol.class);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(className + " was compiled but cannot be loaded", e);
        }
    }
}

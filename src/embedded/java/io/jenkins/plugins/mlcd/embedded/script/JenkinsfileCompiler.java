package io.jenkins.plugins.mlcd.embedded.script;

import groovy.lang.GroovyClassLoader;
import groovy.lang.GroovyCodeSource;
import groovy.transform.ThreadInterrupt;
import java.nio.file.Path;
import java.util.List;
import org.codehaus.groovy.ast.ModuleNode;
import org.codehaus.groovy.control.CompilationFailedException;
import org.codehaus.groovy.control.CompilationUnit;
import org.codehaus.groovy.control.CompilerConfiguration;
import org.codehaus.groovy.control.MultipleCompilationErrorsException;
import org.codehaus.groovy.control.Phases;
import org.codehaus.groovy.control.customizers.ASTTransformationCustomizer;
import org.codehaus.groovy.control.messages.ExceptionMessage;
import org.codehaus.groovy.control.messages.SyntaxErrorMessage;
import org.codehaus.groovy.syntax.SyntaxException;

/** Turns the text of a Jenkinsfile into its syntax tree, or into a script that can run. */
public final class JenkinsfileCompiler {

    private final String file;
    private final String text;

    /**
     * @param path where the text is from; only its last part is shown in errors and stack traces
     */
    public JenkinsfileCompiler(Path path, String text) {
        this.file = path.getFileName().toString();
        this.text = text;
    }

    public String file() {
        return file;
    }

    /**
     * The tree as it was written, before names are resolved.
     *
     * @throws InvalidJenkinsfile when it is no Groovy
     */
    public ModuleNode parse() {
        CompilationUnit unit = new CompilationUnit(configuration());
        unit.addSource(file, text);
        try {
            unit.compile(Phases.CONVERSION);
        } catch (CompilationFailedException e) {
            throw explain(e);
        }
        return (ModuleNode) unit.getAST().getModules().get(0);
    }

    /**
     * A fresh instance of the script.
     *
     * @throws InvalidJenkinsfile when it does not compile
     */
    public PipelineScript compile() {
        CompilerConfiguration configuration = configuration();
        configuration.setScriptBaseClass(PipelineScript.class.getName());
        configuration.addCompilationCustomizers(new ShadowedCalls(), new ASTTransformationCustomizer(ThreadInterrupt.class));
        GroovyClassLoader loader = new GroovyClassLoader(getClass().getClassLoader(), configuration);
        try {
            Class<?> type = loader.parseClass(new GroovyCodeSource(text, file, "/groovy/script"), false);
            return (PipelineScript) type.getDeclaredConstructor().newInstance();
        } catch (CompilationFailedException e) {
            throw explain(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot make an instance of " + file, e);
        }
    }

    private static CompilerConfiguration configuration() {
        CompilerConfiguration configuration = new CompilerConfiguration();
        configuration.setSourceEncoding("UTF-8");
        return configuration;
    }

    private InvalidJenkinsfile explain(CompilationFailedException e) {
        if (e instanceof MultipleCompilationErrorsException several) {
            for (Object message : List.copyOf(several.getErrorCollector().getErrors())) {
                if (message instanceof SyntaxErrorMessage syntax) {
                    return new InvalidJenkinsfile(line(syntax.getCause()));
                }
                if (message instanceof ExceptionMessage other) {
                    return new InvalidJenkinsfile(file + ": " + firstLine(other.getCause().getMessage()));
                }
            }
        }
        return new InvalidJenkinsfile(file + ": " + firstLine(e.getMessage()));
    }

    private String line(SyntaxException cause) {
        String found = firstLine(cause.getOriginalMessage()).replaceFirst("\\s*@ line \\d+, column \\d+\\.?$", "");
        String source = text.lines().skip(Math.max(0, cause.getLine() - 1L)).findFirst().orElse("").strip();
        return file + ":" + cause.getLine() + ":" + cause.getStartColumn() + ": " + found
                + (source.isEmpty() ? "" : " in: " + source);
    }

    private static String firstLine(String text) {
        return String.valueOf(text).lines().findFirst().orElse("");
    }
}

package io.jenkins.plugins.mlcd.embedded.declarative.validate;

import io.jenkins.plugins.mlcd.embedded.script.InvalidJenkinsfile;
import io.jenkins.plugins.mlcd.embedded.script.JenkinsfileCompiler;
import io.jenkins.plugins.mlcd.embedded.script.Problem;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.codehaus.groovy.ast.MethodNode;
import org.codehaus.groovy.ast.ModuleNode;
import org.codehaus.groovy.ast.stmt.Statement;

/** Checks a Jenkinsfile. Scripted ones are only parsed: what their names mean is known when they run. */
public final class JenkinsfileValidator {

    private final JenkinsfileCompiler compiler;

    public JenkinsfileValidator(JenkinsfileCompiler compiler) {
        this.compiler = compiler;
    }

    /** @throws InvalidJenkinsfile with a line for each mistake */
    public void validate() {
        ModuleNode module = compiler.parse();
        Optional<Entry> pipeline = pipeline(module);
        if (pipeline.isEmpty()) {
            return;
        }
        Set<String> functions = module.getMethods().stream().map(MethodNode::getName).collect(Collectors.toSet());
        Problems problems = new Problems();
        new PipelineRules(problems, functions).check(pipeline.get());
        List<Problem> found = problems.sorted();
        if (!found.isEmpty()) {
            throw new InvalidJenkinsfile(compiler.file(), found);
        }
    }

    /** Whether it is Declarative, a {@code pipeline} block. */
    public boolean isDeclarative() {
        return pipeline(compiler.parse()).isPresent();
    }

    private static Optional<Entry> pipeline(ModuleNode module) {
        return module.getStatementBlock().getStatements().stream()
                .map((Statement statement) -> Entry.of(statement))
                .flatMap(Optional::stream)
                .filter(entry -> entry.name().equals("pipeline") && entry.block() != null)
                .findFirst();
    }
}

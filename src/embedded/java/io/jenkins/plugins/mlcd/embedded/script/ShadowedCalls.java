package io.jenkins.plugins.mlcd.embedded.script;

import java.util.Set;
import org.codehaus.groovy.ast.ClassCodeVisitorSupport;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.classgen.GeneratorContext;
import org.codehaus.groovy.control.CompilePhase;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.control.customizers.CompilationCustomizer;

/**
 * Gives calls such as {@code sleep 5} and {@code when { equals(...) }} a name that no method of Groovy's own has.
 * Inside of a closure plain Groovy would call {@code Object.sleep(long)} (in milliseconds) and {@code Closure.equals}; on Jenkins,
 * whose calls go through another interpreter, they are the step and the condition.
 */
final class ShadowedCalls extends CompilationCustomizer {

    static final String PREFIX = "pipeline$";

    private static final Set<String> SHADOWED = Set.of("sleep", "equals");

    ShadowedCalls() {
        super(CompilePhase.CONVERSION);
    }

    /** The name as the user wrote it. */
    static String written(String name) {
        return name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
    }

    @Override
    public void call(SourceUnit source, GeneratorContext context, ClassNode type) {
        new ClassCodeVisitorSupport() {
            @Override
            protected SourceUnit getSourceUnit() {
                return source;
            }

            @Override
            public void visitMethodCallExpression(MethodCallExpression call) {
                String name = call.getMethodAsString();
                if (call.isImplicitThis() && SHADOWED.contains(String.valueOf(name)) && type.getDeclaredMethods(name).isEmpty()) {
                    ConstantExpression renamed = new ConstantExpression(PREFIX + name);
                    renamed.setSourcePosition(call.getMethod());
                    call.setMethod(renamed);
                }
                super.visitMethodCallExpression(call);
            }
        }.visitClass(type);
    }
}

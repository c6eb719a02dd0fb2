package io.jenkins.plugins.mlcd.embedded.lint;

import io.jenkins.plugins.mlcd.embedded.declarative.validate.Entry;
import java.util.HashSet;
import java.util.Set;
import org.codehaus.groovy.ast.CodeVisitorSupport;
import org.codehaus.groovy.ast.ImportNode;
import org.codehaus.groovy.ast.MethodNode;
import org.codehaus.groovy.ast.ModuleNode;
import org.codehaus.groovy.ast.expr.BinaryExpression;
import org.codehaus.groovy.ast.expr.DeclarationExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;

/**
 * The names that a Jenkinsfile gives a meaning itself, so that a call of one is none of a step or a symbol.
 *
 * @param names its functions and variables
 * @param library whether it loads a shared library, which may declare any name
 */
record Declared(Set<String> names, boolean library) {

    Declared {
        names = Set.copyOf(names);
    }

    static Declared in(ModuleNode module) {
        Visitor visitor = new Visitor();
        visitor.library = module.getImports().stream().map(ImportNode::getAnnotations).anyMatch(annotations -> !annotations.isEmpty());
        module.getStatementBlock().visit(visitor);
        for (MethodNode method : module.getMethods()) {
            visitor.names.add(method.getName());
            method.getCode().visit(visitor);
        }
        return new Declared(visitor.names, visitor.library);
    }

    boolean mayDeclare(String name) {
        return library || names.contains(name);
    }

    private static final class Visitor extends CodeVisitorSupport {

        private final Set<String> names = new HashSet<>();
        private boolean library;

        @Override
        public void visitDeclarationExpression(DeclarationExpression declaration) {
            library |= !declaration.getAnnotations().isEmpty();
            super.visitDeclarationExpression(declaration);
        }

        /** Assignments, which declarations are as well; other operators add names that are harmless. */
        @Override
        public void visitBinaryExpression(BinaryExpression expression) {
            if (expression.getLeftExpression() instanceof VariableExpression variable) {
                names.add(variable.getName());
            }
            super.visitBinaryExpression(expression);
        }

        @Override
        public void visitMethodCallExpression(MethodCallExpression call) {
            library |= Entry.of(call).filter(entry -> entry.name().equals("library")).isPresent();
            super.visitMethodCallExpression(call);
        }
    }
}

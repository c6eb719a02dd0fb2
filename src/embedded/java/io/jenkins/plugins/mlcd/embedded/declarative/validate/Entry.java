package io.jenkins.plugins.mlcd.embedded.declarative.validate;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MapEntryExpression;
import org.codehaus.groovy.ast.expr.MapExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.TupleExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.ast.stmt.BlockStatement;
import org.codehaus.groovy.ast.stmt.ExpressionStatement;
import org.codehaus.groovy.ast.stmt.Statement;

/**
 * A call as it is written: a section, a directive or a step.
 *
 * @param name what is called
 * @param plain arguments without a name
 * @param named arguments with a name
 * @param block the block at the end, or null
 * @param node where it is
 */
public record Entry(String name, List<Expression> plain, Map<String, Expression> named, @CheckForNull ClosureExpression block, ASTNode node) {

    /** The statements of a block. */
    static List<Statement> statements(@CheckForNull ClosureExpression block) {
        return block != null && block.getCode() instanceof BlockStatement code ? code.getStatements() : List.of();
    }

    static Optional<Entry> of(Statement statement) {
        return statement instanceof ExpressionStatement expression ? of(expression.getExpression()) : Optional.empty();
    }

    /** Empty when it is no call of a bare name. */
    public static Optional<Entry> of(Expression expression) {
        if (!(expression instanceof MethodCallExpression call) || !call.isImplicitThis() || call.getMethodAsString() == null) {
            return Optional.empty();
        }
        List<Expression> plain = new ArrayList<>();
        Map<String, Expression> named = new LinkedHashMap<>();
        ClosureExpression block = null;
        if (call.getArguments() instanceof TupleExpression arguments) {
            for (Expression argument : arguments.getExpressions()) {
                if (argument instanceof MapExpression map && isNamed(map)) {
                    map.getMapEntryExpressions().forEach(entry -> named.put(entry.getKeyExpression().getText(), entry.getValueExpression()));
                } else if (argument instanceof ClosureExpression closure) {
                    block = closure;
                } else {
                    plain.add(argument);
                }
            }
        }
        return Optional.of(new Entry(call.getMethodAsString(), plain, named, block, call.getMethod()));
    }

    /** Named arguments have bare or quoted names; a map in brackets with other keys is an argument. */
    private static boolean isNamed(MapExpression map) {
        return map.getMapEntryExpressions().stream().map(MapEntryExpression::getKeyExpression)
                .allMatch(key -> key instanceof ConstantExpression);
    }

    /** The first argument when it is a literal text. */
    Optional<String> text() {
        return plain.isEmpty() ? Optional.empty() : text(plain.get(0));
    }

    static Optional<String> text(Expression expression) {
        return expression instanceof ConstantExpression constant && constant.getValue() instanceof String text
                ? Optional.of(text)
                : Optional.empty();
    }

    /** The first argument when it is a bare word such as {@code any}. */
    Optional<String> word() {
        return !plain.isEmpty() && plain.get(0) instanceof VariableExpression variable
                ? Optional.of(variable.getName())
                : Optional.empty();
    }
}

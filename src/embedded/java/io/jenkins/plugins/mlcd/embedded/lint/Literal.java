package io.jenkins.plugins.mlcd.embedded.lint;

import io.jenkins.plugins.mlcd.embedded.declarative.validate.Entry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.ListExpression;
import org.codehaus.groovy.ast.expr.MapExpression;
import org.codehaus.groovy.ast.expr.UnaryMinusExpression;

/** What an expression is when it is written out: text, a number, a list, a map, or a call such as {@code benchmark(name: 'old')}. */
final class Literal {

    private Literal() {}

    /**
     * A call of a bare name with named arguments, or one without a name, which is called {@code ""}.
     *
     * @param named those of its arguments that are written out
     * @param open the names of those that are not
     */
    record Call(String name, Map<String, Object> named, Set<String> open) {}

    /** Empty when it is known only when the script runs; an element of a list that is so is left out. */
    static Optional<Object> of(Expression expression) {
        if (expression instanceof ConstantExpression constant) {
            return Optional.ofNullable(constant.getValue());
        }
        if (expression instanceof UnaryMinusExpression minus) {
            return of(minus.getExpression()).filter(value -> value instanceof Number).map(value -> -((Number) value).doubleValue());
        }
        if (expression instanceof ListExpression list) {
            List<Object> values = new ArrayList<>();
            list.getExpressions().forEach(element -> of(element).ifPresent(values::add));
            return Optional.of(values);
        }
        if (expression instanceof MapExpression map) {
            Map<String, Object> values = new LinkedHashMap<>();
            map.getMapEntryExpressions().forEach(entry ->
                    of(entry.getValueExpression()).ifPresent(value -> values.put(entry.getKeyExpression().getText(), value)));
            return Optional.of(values);
        }
        return Entry.of(expression).map(Literal::call);
    }

    static Call call(Entry entry) {
        Map<String, Object> named = new LinkedHashMap<>();
        entry.named().forEach((name, value) -> of(value).ifPresent(literal -> named.put(name, literal)));
        Set<String> open = new HashSet<>(entry.named().keySet());
        open.removeAll(named.keySet());
        if (entry.plain().size() == 1) {
            of(entry.plain().get(0)).ifPresentOrElse(only -> named.put("", only), () -> open.add(""));
        }
        return new Call(entry.name(), named, open);
    }
}

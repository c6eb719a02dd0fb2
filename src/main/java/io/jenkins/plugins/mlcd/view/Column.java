package io.jenkins.plugins.mlcd.view;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * A column of the table of trials: by its key, such as {@code value}, {@code params.lr} or {@code resources.wall_seconds}, a number or a
 * text of each trial.
 */
abstract class Column {

    /** What a plain name means when it is no column of its own: the first of these that any trial has. */
    private static final String[] GROUPS = {"params", "metrics", "resources"};

    /** NaN where a trial has no number there. */
    abstract double number(TrialRow row);

    /** Null where a trial has no text there. */
    abstract String text(TrialRow row);

    /** A column by its key; empty when there is none of that key. */
    static Optional<Column> of(String key) {
        return switch (key) {
            case "trial", "number" -> numbers(row -> row.number);
            case "build" -> numbers(row -> row.study.build());
            case "value" -> numbers(row -> row.value);
            case "seconds" -> numbers(TrialRow::seconds);
            case "seed" -> numbers(row -> row.seed);
            case "started" -> numbers(row -> row.startedAt == 0 ? Double.NaN : row.startedAt);
            case "ended" -> numbers(row -> row.endedAt == 0 ? Double.NaN : row.endedAt);
            case "steps" -> numbers(row -> row.curve == null ? 0 : row.curve.size());
            case "state" -> texts(row -> row.state.word());
            case "algorithm" -> texts(row -> row.algorithm);
            case "study" -> texts(row -> row.study.name());
            case "worker" -> texts(row -> row.worker);
            case "reason" -> texts(row -> row.reason);
            case "model" -> texts(row -> row.model);
            default -> grouped(key);
        };
    }

    private static Optional<Column> grouped(String key) {
        int dot = key.indexOf('.');
        String name = key.substring(dot + 1);
        return switch (dot < 0 ? "" : key.substring(0, dot)) {
            case "params" -> Optional.of(new Named(row -> row.params, name));
            case "metrics" -> Optional.of(new Named(row -> row.metrics, name));
            case "resources" -> Optional.of(new Named(row -> row.resources, name));
            default -> Optional.empty();
        };
    }

    /** A column as people write it in a filter: by its key, by the metric's name, or by the name of a parameter, metric or resource. */
    static Column loosely(String name) {
        return of(name).orElseGet(() -> new Loose(name));
    }

    private static Optional<Column> numbers(ToDoubleFunction<TrialRow> read) {
        return Optional.of(new Column() {
            @Override
            double number(TrialRow row) {
                return read.applyAsDouble(row);
            }

            @Override
            String text(TrialRow row) {
                return null;
            }
        });
    }

    private static Optional<Column> texts(Function<TrialRow, String> read) {
        return Optional.of(new Column() {
            @Override
            double number(TrialRow row) {
                return Double.NaN;
            }

            @Override
            String text(TrialRow row) {
                return read.apply(row);
            }
        });
    }

    private static final class Named extends Column {

        private final Function<TrialRow, Cells> cells;
        private final String name;

        Named(Function<TrialRow, Cells> cells, String name) {
            this.cells = cells;
            this.name = name;
        }

        @Override
        double number(TrialRow row) {
            return cells.apply(row).number(name);
        }

        @Override
        String text(TrialRow row) {
            return cells.apply(row).text(name);
        }
    }

    private static final class Loose extends Column {

        private final String name;
        private final Named[] groups = new Named[GROUPS.length];

        Loose(String name) {
            this.name = name;
            for (int i = 0; i < GROUPS.length; i++) {
                groups[i] = (Named) of(GROUPS[i] + "." + name).orElseThrow();
            }
        }

        @Override
        double number(TrialRow row) {
            if (row.study.metric().equals(name)) {
                return row.value;
            }
            for (Named group : groups) {
                double number = group.number(row);
                if (!Double.isNaN(number)) {
                    return number;
                }
            }
            return Double.NaN;
        }

        @Override
        String text(TrialRow row) {
            for (Named group : groups) {
                String text = group.text(row);
                if (text != null) {
                    return text;
                }
            }
            return null;
        }
    }
}

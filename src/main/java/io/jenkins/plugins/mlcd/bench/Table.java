package io.jenkins.plugins.mlcd.bench;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** A table in plain text: the first column to the left, all others to the right. */
public final class Table {

    private final List<String[]> rows = new ArrayList<>();

    public Table(String... head) {
        rows.add(head);
    }

    /** One row; numbers are rounded to four significant digits, everything else is shown as its text. */
    public Table row(Object... cells) {
        if (cells.length != rows.get(0).length) {
            throw new IllegalArgumentException("a row of " + cells.length + " cells in a table of " + rows.get(0).length + " columns");
        }
        String[] row = new String[cells.length];
        for (int i = 0; i < cells.length; i++) {
            row[i] = cells[i] instanceof Double || cells[i] instanceof Float ? Aims.number(((Number) cells[i]).doubleValue()) : String.valueOf(cells[i]);
        }
        rows.add(row);
        return this;
    }

    public void print(PrintWriter out) {
        int[] widths = new int[rows.get(0).length];
        rows.forEach(row -> {
            for (int i = 0; i < row.length; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        });
        rows.forEach(row -> {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.length; i++) {
                line.append(i == 0 ? "" : "  ").append(("%" + (i == 0 ? "-" : "") + widths[i] + "s").formatted(row[i]));
            }
            out.println(line.toString().stripTrailing());
        });
        out.println();
        out.flush();
    }
}

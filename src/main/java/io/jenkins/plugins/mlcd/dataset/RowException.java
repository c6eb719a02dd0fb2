package io.jenkins.plugins.mlcd.dataset;

import java.io.IOException;
import java.nio.file.Path;

/** A row of a table that is no sample. The message names the file and the line. */
public final class RowException extends IOException {

    private static final long serialVersionUID = 1L;

    private final String kind;
    private final String reason;

    /**
     * @param number of the line in the file, from 1 up
     * @param kind what is wrong without the values of this row, so that rows can be counted by it
     * @param reason what is wrong with this row
     */
    RowException(Path file, long number, String kind, String reason) {
        super(file + " line " + number + reason);
        this.kind = kind;
        this.reason = reason.replaceFirst("^:? ", "");
    }

    String kind() {
        return kind;
    }

    String reason() {
        return reason;
    }
}

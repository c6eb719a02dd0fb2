package io.jenkins.plugins.mlcd.validate;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads a predictions file, so that its size does not matter: whole lines are taken into a buffer of 256 KiB, which is also the most
 * that a line may have, and parsed there token by token. No object is made for a line.
 */
final class PredictionReader implements Closeable {

    static final int MAX_LINE_BYTES = 1 << 18;

    private static final int MAX_DEPTH = 50;

    private static final double SCORE_SUM_ERROR = 0.02;

    /** NaN is read so that it can be refused by name. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private final String name;
    private final InputStream in;
    private final Columns columns;
    private final boolean slices;
    private final boolean scores;
    private final byte[] buffer = new byte[MAX_LINE_BYTES];
    private int parsed;
    private int filled;
    private long linesBefore;
    private JsonParser parser;

    /**
     * @param name what the file is, for messages
     * @param columns what is read besides the fixed fields
     * @param slices whether the fields are needed that divide samples
     * @param scores whether scores are needed
     */
    PredictionReader(String name, InputStream in, Columns columns, boolean slices, boolean scores) {
        this.name = name;
        this.in = in;
        this.columns = columns;
        this.slices = slices;
        this.scores = scores;
    }

    /** Reads the next line into {@code row}; false at the end of the file. */
    boolean next(Row row) throws IOException, BenchmarkException {
        try {
            JsonToken token = parser == null ? null : parser.nextToken();
            while (token == null) {
                if (!fill()) {
                    return false;
                }
                token = parser.nextToken();
            }
            if (token != JsonToken.START_OBJECT) {
                throw wrong("is no JSON object");
            }
            row.clear(columns.size());
            for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
                field(row, field, parser.nextToken());
            }
        } catch (JsonProcessingException e) {
            throw wrong("is no JSON object: " + e.getOriginalMessage());
        }
        require(row);
        return true;
    }

    /** Takes as many whole lines as the buffer holds; false when there is nothing left. */
    private boolean fill() throws IOException, BenchmarkException {
        if (parser != null) {
            linesBefore += parser.currentLocation().getLineNr() - 1;
            parser.close();
            parser = null;
        }
        System.arraycopy(buffer, parsed, buffer, 0, filled - parsed);
        filled -= parsed;
        int read = in.readNBytes(buffer, filled, buffer.length - filled);
        filled += read;
        parsed = filled;
        if (filled == buffer.length) {
            while (parsed > 0 && buffer[parsed - 1] != '\n') {
                parsed--;
            }
            if (parsed == 0) {
                throw new BenchmarkException(name + " line " + (linesBefore + 1) + " is longer than " + MAX_LINE_BYTES + " bytes");
            }
        }
        parser = JSON.createParser(buffer, 0, parsed);
        return parsed > 0;
    }

    private void field(Row row, String field, JsonToken token) throws IOException, BenchmarkException {
        switch (field) {
            case "id" -> text(row.id, token);
            case "label" -> text(row.label, token);
            case "prediction" -> text(row.prediction, token);
            case "confidence" -> confidence(row, token);
            case "scores" -> scores(row, token);
            case "slices" -> slices(row, token);
            default -> value(row, field, token);
        }
    }

    private void text(Text text, JsonToken token) throws IOException {
        if (token.isScalarValue() && token != JsonToken.VALUE_NULL) {
            text.set(parser);
        } else {
            parser.skipChildren();
        }
    }

    private void confidence(Row row, JsonToken token) throws IOException, BenchmarkException {
        if (token != JsonToken.VALUE_NULL) {
            row.confidence = probability("confidence", token);
        }
    }

    private void scores(Row row, JsonToken token) throws IOException, BenchmarkException {
        if (!scores || token != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return;
        }
        for (String label = parser.nextFieldName(); label != null; label = parser.nextFieldName()) {
            row.score(label, probability("score", parser.nextToken()));
        }
        double sum = row.scoreSum();
        if (Math.abs(sum - 1) > SCORE_SUM_ERROR) {
            throw wrong("has scores that add up to " + (float) sum + ", but they are probabilities, which add up to 1");
        }
    }

    private double probability(String what, JsonToken token) throws IOException, BenchmarkException {
        double value = token.isNumeric() ? parser.getDoubleValue() : Double.NaN;
        if (!(value >= 0 && value <= 1)) {
            throw wrong("has the " + what + " " + (token.isScalarValue() ? parser.getText() : token.asString()) + ", which is not 0 to 1");
        }
        return value;
    }

    private void slices(Row row, JsonToken token) throws IOException {
        if (token != JsonToken.START_OBJECT || !slices && !columns.figures()) {
            parser.skipChildren();
            return;
        }
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            value(row, field, parser.nextToken());
        }
    }

    private void value(Row row, String field, JsonToken token) throws IOException {
        boolean needed = slices || columns.figures();
        int column = needed && token.isScalarValue() && token != JsonToken.VALUE_NULL ? columns.of(field) : -1;
        if (column <= Columns.PREDICTION) {
            parser.skipChildren();
            return;
        }
        Column known = columns.get(column);
        if (token.isNumeric()) {
            row.number(column, parser.getDoubleValue());
        }
        if (slices && !known.figure()) {
            row.code(column, known.values().code(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength()));
        }
    }

    private void require(Row row) throws BenchmarkException {
        if (row.id.absent() || row.label.absent() || row.prediction.absent()) {
            String missing = row.id.absent() ? "id" : row.label.absent() ? "label" : "prediction";
            throw wrong("has no '" + missing + "'");
        }
        if (slices) {
            row.code(Columns.LABEL, row.label.codeIn(columns.get(Columns.LABEL).values()));
        }
        if (columns.byPrediction()) {
            row.code(Columns.PREDICTION, row.prediction.codeIn(columns.get(Columns.PREDICTION).values()));
        }
        row.close();
    }

    private BenchmarkException wrong(String rule) {
        return new BenchmarkException(name + " line " + (linesBefore + parser.currentTokenLocation().getLineNr()) + " " + rule);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}

package io.jenkins.plugins.mlcd.agent.model;

import java.io.IOException;
import java.nio.file.Path;

/** Opens ONNX models where ONNX Runtime is on the class path, which a server may go without: it is 75 MB. */
final class OnnxFile {

    static final String NAME = "model.onnx";

    private OnnxFile() {}

    static Predictor load(Path file, ModelDescription description) throws IOException {
        try {
            return OnnxPredictor.load(file, description);
        } catch (NoClassDefFoundError | UnsatisfiedLinkError e) {
            throw new IOException(file + " needs ONNX Runtime: put the jar com.microsoft.onnxruntime:onnxruntime on the class path ("
                    + e.getMessage() + " is missing)", e);
        }
    }
}

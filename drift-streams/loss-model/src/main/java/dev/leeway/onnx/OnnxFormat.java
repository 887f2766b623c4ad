package dev.leeway.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.leeway.loss.LossModel;
import dev.leeway.loss.LossModelFormat;
import java.util.Locale;

/** Files that end with {@code .onnx}. */
public final class OnnxFormat implements LossModelFormat {

  @Override
  public boolean isOf(String fileName) {
    return fileName.toLowerCase(Locale.ROOT).endsWith(".onnx");
  }

  @Override
  public LossModel read(byte[] file) {
    OrtEnvironment environment = OrtEnvironment.getEnvironment("leeway");
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      // Rows come from one thread; a pool of its own would spin beside it.
      options.setIntraOpNumThreads(1);
      OrtSession session = environment.createSession(file, options);
      try {
        return new OnnxLossModel(environment, session, OnnxInputs.of(session));
      } catch (IllegalArgumentException | OrtException e) {
        session.close();
        throw e;
      }
    } catch (OrtException e) {
      throw new IllegalArgumentException("no ONNX model: " + e.getMessage(), e);
    }
  }
}

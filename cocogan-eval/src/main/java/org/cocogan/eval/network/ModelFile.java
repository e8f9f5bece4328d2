package org.cocogan.eval.network;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** An ONNX file, looked through before ONNX Runtime sees it. */
final class ModelFile {
  private static final String LOCATION = "location";

  private final ModelProto model;
  private final String digest;

  private ModelFile(ModelProto model, String digest) {
    this.model = model;
    this.digest = digest;
  }

  /**
   * Reads a file, and follows it to its external data, which must lie in the same folder or below.
   *
   * @throws FeatureNetworkException if it is no ONNX model, or names data elsewhere or missing
   */
  static ModelFile read(Path file) {
    try {
      byte[] content = Files.readAllBytes(file);
      if (content.length > 1 && content[0] == 'P' && content[1] == 'K') {
        throw new FeatureNetworkException(
            file + ": is a zip; unpack it and name the .onnx file that it holds");
      }
      ModelProto model = ModelProto.parseFrom(content);
      if (model.getGraph().getNodeCount() == 0) {
        throw new FeatureNetworkException(file + ": is no ONNX model: it has no layers");
      }
      MessageDigest digest = Digests.sha256();
      digest.update(content);
      for (Path external : externalFiles(file, model)) {
        Digests.update(digest, external);
      }
      return new ModelFile(model, HexFormat.of().formatHex(digest.digest()));
    } catch (InvalidProtocolBufferException e) {
      throw new FeatureNetworkException(
          file + ": is no whole ONNX model; weights are imported by ./cocogan inception import", e);
    } catch (IOException e) {
      throw new FeatureNetworkException(file + ": cannot be read: " + Reasons.of(e), e);
    }
  }

  /** The SHA-256 of the file, and of its external files after it. */
  String digest() {
    return digest;
  }

  /** What kind of layer makes an output. */
  Optional<String> operatorOf(String output) {
    return model.getGraph().getNodeList().stream()
        .filter(node -> node.getOutputList().contains(output))
        .map(NodeProto::getOpType)
        .findFirst();
  }

  private static SortedSet<Path> externalFiles(Path file, ModelProto model) throws IOException {
    SortedSet<String> locations = new TreeSet<>();
    collect(model.getGraph(), locations);
    SortedSet<Path> files = new TreeSet<>();
    Path folder = file.toRealPath().resolveSibling("");
    for (String location : locations) {
      files.add(within(file, folder, location));
    }
    return files;
  }

  private static Path within(Path file, Path folder, String location) throws IOException {
    Path data;
    try {
      data = folder.resolve(location).normalize();
    } catch (InvalidPathException e) {
      throw outside(file, location);
    }
    if (Path.of(location).isAbsolute() || !data.startsWith(folder)) {
      throw outside(file, location);
    }
    if (!Files.isRegularFile(data)) {
      throw new FeatureNetworkException(
          file + ": its weights are in the file " + location + ", which is not beside it");
    }
    if (!data.toRealPath().startsWith(folder)) {
      throw outside(file, location);
    }
    return data;
  }

  private static FeatureNetworkException outside(Path file, String location) {
    return new FeatureNetworkException(
        file
            + ": names the file "
            + location
            + " outside its folder, which a model may not read; put the data beside the model");
  }

  private static void collect(GraphProto graph, SortedSet<String> locations) {
    graph.getInitializerList().forEach(tensor -> collect(tensor, locations));
    graph
        .getSparseInitializerList()
        .forEach(
            sparse -> {
              collect(sparse.getValues(), locations);
              collect(sparse.getIndices(), locations);
            });
    for (NodeProto node : graph.getNodeList()) {
      for (AttributeProto attribute : node.getAttributeList()) {
        collect(attribute.getT(), locations);
        attribute.getTensorsList().forEach(tensor -> collect(tensor, locations));
        if (attribute.hasG()) {
          collect(attribute.getG(), locations);
        }
        attribute.getGraphsList().forEach(inner -> collect(inner, locations));
      }
    }
  }

  private static void collect(TensorProto tensor, SortedSet<String> locations) {
    for (StringStringEntryProto entry : tensor.getExternalDataList()) {
      if (entry.getKey().equals(LOCATION)) {
        locations.add(entry.getValue());
      }
    }
  }
}

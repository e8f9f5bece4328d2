package org.cocogan.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Message;
import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.cocogan.file.Digests;

/**
 * An ONNX file, looked through before ONNX Runtime sees it.
 *
 * @param digest the SHA-256 of the file, and of its external files after it
 * @param size bytes of all of them
 * @param operators what kind of layer makes each output
 */
record ModelFile(String digest, long size, Map<String, String> operators) {
  private static final String LOCATION = "location";

  /**
   * Reads a file, and follows it to its external data, which must lie in the same folder or below.
   *
   * @throws IOException if it cannot be read
   * @throws ModelException if it is no ONNX model, or names data elsewhere or missing
   */
  static ModelFile read(Path file) throws IOException {
    ModelProto model = parsed(file);
    if (model.getGraph().getNodeCount() == 0) {
      throw new ModelException("is no ONNX model: it has no layers");
    }
    List<Path> all = new ArrayList<>(List.of(file));
    all.addAll(externalFiles(file, model));
    MessageDigest digest = Digests.sha256();
    long size = 0;
    for (Path part : all) {
      Digests.update(digest, part);
      size += Files.size(part);
    }
    return new ModelFile(Digests.digits(digest), size, operators(model));
  }

  private static ModelProto parsed(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      if (channel.size() > Integer.MAX_VALUE) {
        throw new ModelException("is no ONNX model: it has 2 GiB or more, and none has");
      }
      MappedByteBuffer content = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
      if (content.remaining() > 1 && content.get(0) == 'P' && content.get(1) == 'K') {
        throw new ModelException("is a zip; unpack it and name the .onnx file that it holds");
      }
      CodedInputStream in = CodedInputStream.newInstance(content);
      // Weights then stay where they are, in the mapped file.
      in.enableAliasing(true);
      return ModelProto.parseFrom(in);
    } catch (com.google.protobuf.InvalidProtocolBufferException e) {
      throw new ModelException("is no whole ONNX model; copy or download it again", e);
    }
  }

  private static Map<String, String> operators(ModelProto model) {
    Map<String, String> operators = new LinkedHashMap<>();
    model.getGraph().getOutputList().forEach(output -> operators.put(output.getName(), ""));
    for (NodeProto node : model.getGraph().getNodeList()) {
      node.getOutputList()
          .forEach(output -> operators.computeIfPresent(output, (name, none) -> node.getOpType()));
    }
    return operators;
  }

  private static SortedSet<Path> externalFiles(Path file, ModelProto model) throws IOException {
    SortedSet<String> locations = new TreeSet<>();
    collect(model, locations);
    SortedSet<Path> files = new TreeSet<>();
    Path folder = file.toRealPath().resolveSibling("");
    for (String location : locations) {
      files.add(within(folder, location));
    }
    return files;
  }

  private static Path within(Path folder, String location) throws IOException {
    Path data;
    try {
      data = folder.resolve(location).normalize();
      if (Path.of(location).isAbsolute() || !data.startsWith(folder)) {
        throw outside(location);
      }
    } catch (InvalidPathException e) {
      throw outside(location);
    }
    if (!Files.isRegularFile(data)) {
      throw new ModelException(
          "its weights are in the file " + location + ", which is not beside it");
    }
    if (!data.toRealPath().startsWith(folder)) {
      throw outside(location);
    }
    return data;
  }

  private static ModelException outside(String location) {
    return new ModelException(
        "names the file "
            + location
            + " outside its folder, which a model may not read; put the data beside the model");
  }

  /** Wherever a tensor stands: in graphs, nodes, functions, sparse tensors, or what comes later. */
  private static void collect(Message message, SortedSet<String> locations) {
    if (message instanceof TensorProto tensor) {
      for (StringStringEntryProto entry : tensor.getExternalDataList()) {
        if (entry.getKey().equals(LOCATION)) {
          locations.add(entry.getValue());
        }
      }
      return;
    }
    for (Object field : message.getAllFields().values()) {
      if (field instanceof Message inner) {
        collect(inner, locations);
      } else if (field instanceof Collection<?> many) {
        for (Object one : many) {
          if (one instanceof Message inner) {
            collect(inner, locations);
          }
        }
      }
    }
  }
}

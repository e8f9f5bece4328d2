package org.cocogan.report.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.cocogan.file.DurableFiles;

/**
 * An HTML file that shows runs, side by side if there are several: what was trained, samples over
 * time, losses, scores, seams, coordinates, time and memory. It needs no other file and no server.
 */
public final class RunPage {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PLACE = "\"RUNS\"";

  private RunPage() {}

  /**
   * Writes the page; the file is either the old one or the new.
   *
   * @param file where; replaced if it exists
   * @param runs at least one
   */
  public static void write(Path file, List<ReportedRun> runs) throws IOException {
    ArrayNode all = JSON.createArrayNode();
    for (ReportedRun run : runs) {
      ObjectNode node = run.json();
      all.add(node);
    }
    DurableFiles.replace(file, html(all).getBytes(StandardCharsets.UTF_8));
  }

  private static String html(ArrayNode runs) {
    try (InputStream template = RunPage.class.getResourceAsStream("report.html")) {
      if (template == null) {
        throw new IllegalStateException("the template of the report is missing");
      }
      String page = new String(template.readAllBytes(), StandardCharsets.UTF_8);
      // A script element ends at the first </, wherever it stands.
      return page.replace(PLACE, JSON.writeValueAsString(runs).replace("</", "<\\/"));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what was read can be written", e);
    } catch (IOException e) {
      throw new IllegalStateException("the template of the report cannot be read", e);
    }
  }
}

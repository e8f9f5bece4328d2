package org.cocogan.coords;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.cocogan.patch.Size;
import org.junit.jupiter.api.Test;

class CoordinateReportTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Two rows, three columns of micro patches; one row, two columns of them in a macro patch. */
  @Test
  void reportsOneObjectOfPlainMapsAndLists() throws Exception {
    Map<String, Object> report =
        CoordinateReport.of(
            new EuclideanCoordinateSystem(
                Layouts.of(new Size(8, 48), new Size(4, 32), new Size(4, 16))));
    String expected =
        """
        {
          "coordinate_system": "euclidean",
          "full_image_size": [8, 48],
          "macro_patch_size": [4, 32],
          "micro_patch_size": [4, 16],
          "extrapolation_steps": 0,
          "macro_positions": [
            {"row": 0, "column": 0, "macro": [-1.0, -1.0], "micro": [[[-1.0, -1.0], [-1.0, 0.0]]]},
            {"row": 0, "column": 1, "macro": [-1.0, 1.0], "micro": [[[-1.0, 0.0], [-1.0, 1.0]]]},
            {"row": 1, "column": 0, "macro": [1.0, -1.0], "micro": [[[1.0, -1.0], [1.0, 0.0]]]},
            {"row": 1, "column": 1, "macro": [1.0, 1.0], "micro": [[[1.0, 0.0], [1.0, 1.0]]]}
          ],
          "full_micro_grid": [
            [[-1.0, -1.0], [-1.0, 0.0], [-1.0, 1.0]],
            [[1.0, -1.0], [1.0, 0.0], [1.0, 1.0]]
          ]
        }
        """;
    JsonNode actual = JSON.readTree(JSON.writeValueAsString(report));
    assertThat(actual).isEqualTo(JSON.readTree(expected));
  }

  @Test
  void keepsTheOrderOfTheKeys() {
    assertThat(CoordinateReport.of(new EuclideanCoordinateSystem(Layouts.N2M2)).keySet())
        .containsExactly(
            "coordinate_system",
            "full_image_size",
            "macro_patch_size",
            "micro_patch_size",
            "extrapolation_steps",
            "macro_positions",
            "full_micro_grid");
  }

  @Test
  void countsExtrapolationSteps() {
    Map<String, Object> report =
        CoordinateReport.of(
            new ExtrapolatedCoordinateSystem(new CylindricalCoordinateSystem(Layouts.PANORAMA), 2));
    assertThat(report)
        .containsEntry("coordinate_system", "cylindrical")
        .containsEntry("full_image_size", List.of(256, 768))
        .containsEntry("extrapolation_steps", 2);
    assertThat((List<?>) report.get("macro_positions")).hasSize((3 + 2 * 2) * 12);
    assertThat((List<?>) report.get("full_micro_grid")).hasSize(4 + 2 * 2);
  }
}

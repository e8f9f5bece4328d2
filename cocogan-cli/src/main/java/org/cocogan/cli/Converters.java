package org.cocogan.cli;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cocogan.data.Crop;
import org.cocogan.data.DataException;
import org.cocogan.data.DatasetKind;
import org.cocogan.data.DatasetKinds;
import org.cocogan.data.NumberRange;
import org.cocogan.patch.Size;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Converters that read the values of options; what they throw is wrong usage. */
final class Converters {
  private Converters() {}

  /** A size such as {@code 64,128} or {@code 64x128}: height, then width. */
  static final class ImageSize implements ITypeConverter<Size> {
    private static final Pattern FORM = Pattern.compile("([1-9]\\d{0,4})[,x]([1-9]\\d{0,4})");

    @Override
    public Size convert(String text) {
      Matcher sides = FORM.matcher(text);
      if (!sides.matches()) {
        throw new TypeConversionException("'" + text + "' is no height,width such as 64,128");
      }
      return new Size(Integer.parseInt(sides.group(1)), Integer.parseInt(sides.group(2)));
    }
  }

  /** A part of an image. */
  static final class Part implements ITypeConverter<Crop> {
    @Override
    public Crop convert(String text) {
      try {
        return Crop.parse(text);
      } catch (DataException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }

  /** A range of numbers, by its label. */
  static final class Range implements ITypeConverter<NumberRange> {
    @Override
    public NumberRange convert(String label) {
      return NumberRange.labelled(label)
          .orElseThrow(
              () -> new TypeConversionException("'" + label + "' is none of 0..1, -1..1, 0..255"));
    }
  }

  /** A kind of data set, by its name. */
  static final class Kind implements ITypeConverter<DatasetKind> {
    @Override
    public DatasetKind convert(String name) {
      return DatasetKinds.named(name)
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "there is no kind '" + name + "'; there are " + String.join(", ", names())));
    }

    private static List<String> names() {
      return DatasetKinds.all().stream().map(DatasetKind::name).toList();
    }
  }
}

package org.cocogan.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.cocogan.cli.console.TerminalWriter;
import org.cocogan.data.ClassLabels;
import org.cocogan.data.ContactSheet;
import org.cocogan.data.Crop;
import org.cocogan.data.DataException;
import org.cocogan.data.DatasetKind;
import org.cocogan.data.DatasetKinds;
import org.cocogan.data.ImageDecoder;
import org.cocogan.data.ImageSource;
import org.cocogan.data.Images;
import org.cocogan.data.NumberRange;
import org.cocogan.data.PackCache;
import org.cocogan.data.PackSummary;
import org.cocogan.data.Packed;
import org.cocogan.data.PixelImage;
import org.cocogan.data.Preparation;
import org.cocogan.data.Preprocessing;
import org.cocogan.patch.PixelRegion;
import org.cocogan.patch.Size;
import org.cocogan.run.Packing;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Packs a data set as somebody else distributes it. */
@Command(
    name = "prepare",
    mixinStandardHelpOptions = true,
    description = {
      "Packs a data set into one file that training reads by parts, and draws a contact sheet of"
          + " it.",
      "Images that cannot be used are skipped and named. A pack that is up to date is left as it"
          + " is.",
      "After Ctrl-C the same command goes on from there."
    },
    footer = {
      "",
      "Examples:",
      "  ./cocogan data prepare celeba img_align_celeba.zip --size 64,64 \\",
      "      --output data/celeba.pack",
      "  ./cocogan data prepare fashion-mnist /usr/share/datasets/fashion-mnist \\",
      "      --channels 1 --size 28,28 --half second --change edges \\",
      "      --output data/edges.pack",
      "'./cocogan data kinds' lists the kinds; docs/data.md says more of each."
    })
final class DataPrepareCommand implements Callable<Integer> {
  private static final int SHOWN = 10;
  private static final int FIRST_TRIED = 100;

  @Parameters(
      index = "0",
      paramLabel = "KIND",
      converter = Converters.Kind.class,
      description = "What the source is: a kind that './cocogan data kinds' lists.")
  private DatasetKind kind;

  @Parameters(index = "1", paramLabel = "SOURCE", description = "The folder or file to read.")
  private Path source;

  @Option(
      names = "--output",
      paramLabel = "PACK",
      required = true,
      description = "The pack to write; the contact sheet is PACK.png.")
  private Path output;

  @Option(
      names = "--size",
      paramLabel = "H,W",
      converter = Converters.ImageSize.class,
      description =
          "Height and width of an image (default: the kind's, or that of the first image).")
  private Optional<Size> size = Optional.empty();

  @Option(
      names = "--crop",
      paramLabel = "PART",
      converter = Converters.Part.class,
      description =
          "Part of an image to use: centre, none, or height x width + top + left such as"
              + " 128x128+50+25 (default: the kind's, or centre).")
  private Optional<Crop> crop = Optional.empty();

  @Option(
      names = "--channels",
      paramLabel = "N",
      defaultValue = "3",
      description = "3 for colour, 1 for grey (default: ${DEFAULT-VALUE}).")
  private int channels;

  @Option(
      names = "--enlarge",
      description = "Enlarges images that are too small, in place of skipping.")
  private boolean enlarge;

  @Option(
      names = "--preprocessing",
      paramLabel = "HOW",
      defaultValue = "standard",
      description = {
        "How pixels are resized: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).",
        "'official' is what the authors' code does, which stretches contrasts."
      })
  private Preprocessing preprocessing;

  @Option(
      names = "--range",
      paramLabel = "RANGE",
      converter = Converters.Range.class,
      description = {
        "What the floats of .npy files run over: 0..1, -1..1 or 0..255",
        "(default: what the first 32 files say)."
      })
  private Optional<NumberRange> range = Optional.empty();

  @Option(
      names = "--classes",
      paramLabel = "HOW",
      description = {
        "What classes the images are of: 'folders' for those they lie in, or a file with lines of"
            + " an image's name and its class."
      })
  private Optional<String> classes = Optional.empty();

  @Mixin private DomainArguments domain = new DomainArguments();

  @Option(names = "--strict", description = "Ends at the first image that cannot be used.")
  private boolean strict;

  @Option(names = "--overwrite", description = "Replaces a pack that was made in another way.")
  private boolean overwrite;

  @Option(names = "--json", description = "Prints what was packed as one JSON object.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    if (channels != 1 && channels != 3) {
      throw new ParameterException(
          spec.commandLine(),
          "Option --channels takes 3 for colour or 1 for grey, not " + channels);
    }
    if (Packed.isPacked(source)) {
      throw new CommandException(source + ": is a pack already; train reads it as it is");
    }
    DatasetKind ranged = range.map(stated -> DatasetKinds.withRange(kind, stated)).orElse(kind);
    DatasetKind read = classes.map(ClassLabels::of).map(ranged::labelled).orElse(ranged);
    try (ImageSource images = read.open(source, size);
        StopSignal stop = new StopSignal()) {
      return stop.call(spec.commandLine(), () -> prepare(images, stop));
    }
  }

  private int prepare(ImageSource opened, StopSignal stop) throws JsonProcessingException {
    long begun = System.nanoTime();
    Preparation preparation = preparation(opened);
    ImageSource images = domain.of(opened, channels, preparation.target());
    Optional<PackSummary> summary = Optional.empty();
    if (!isCurrent(images, preparation)) {
      requireReplaceable();
      summary = Optional.of(build(images, preparation, stop));
    }
    report(images, summary, (System.nanoTime() - begun) * 1e-9);
    return 0;
  }

  private Preparation preparation(ImageSource images) {
    boolean isOfficial = preprocessing == Preprocessing.OFFICIAL;
    Crop part = crop.or(kind::crop).orElseGet(isOfficial ? Crop::none : Crop::centre);
    Size target = size.or(kind::size).orElseGet(() -> sizeOfFirst(images, part));
    return new Preparation(target, part, enlarge || kind.enlarge() || isOfficial, preprocessing);
  }

  /** The size that the first image which can be loaded has after its crop. */
  private Size sizeOfFirst(ImageSource images, Crop part) {
    ImageDecoder decoder = new ImageDecoder(channels);
    String reason = "";
    for (int index = 0; index < Math.min(images.entries().size(), FIRST_TRIED); index++) {
      try {
        Size first = images.load(index, decoder, UnaryOperator.identity()).size();
        PixelRegion region = part.region(first, first, index);
        return new Size(region.height(), region.width());
      } catch (DataException e) {
        reason = images.entries().get(index) + ": " + e.getMessage();
      }
    }
    throw new CommandException(
        source + ": no image tells which size is meant, state --size; the last tried is " + reason);
  }

  private boolean isCurrent(ImageSource images, Preparation preparation) {
    Optional<Packed> current =
        PackCache.openIfCurrent(output, images, preparation, channels, strict);
    current.ifPresent(Packed::close);
    return current.isPresent();
  }

  private void requireReplaceable() {
    if (Files.exists(output) && !Packed.isPacked(output)) {
      throw new CommandException(output + ": exists and is no pack; choose another --output");
    }
    if (Files.exists(output) && !overwrite) {
      throw new CommandException(
          output
              + ": exists and was made of something else, in another way or by an older decoder;"
              + " choose another --output or add --overwrite");
    }
  }

  private PackSummary build(ImageSource images, Preparation preparation, StopSignal stop) {
    try (PackProgress progress =
        new PackProgress(spec.commandLine().getErr(), Terminal.isAttached(), stop)) {
      return Main.worker(spec, Packing.class)
          .pack(images, preparation, channels, output, strict, progress);
    }
  }

  private void report(ImageSource images, Optional<PackSummary> summary, double seconds)
      throws JsonProcessingException {
    Path sheet = Path.of(output + ".png");
    try (Packed pack = Packed.open(output)) {
      PixelImage overview = ContactSheet.of(pack);
      Images.writePng(sheet, overview.pixels(), overview.size(), overview.channels());
      PrintWriter out = spec.commandLine().getOut();
      if (json) {
        TerminalWriter.printDocument(
            out, new ObjectMapper().writeValueAsString(object(pack, summary, sheet, seconds)));
      } else {
        print(out, images, pack, summary, seconds);
        out.println("contact sheet " + sheet);
      }
      out.flush();
    }
  }

  private Map<String, Object> object(
      Packed pack, Optional<PackSummary> summary, Path sheet, double seconds) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("kind", kind.name());
    object.put("source", source.toString());
    object.put("pack", output.toString());
    object.put("contact_sheet", sheet.toString());
    object.put("up_to_date", summary.isEmpty());
    object.put("images", pack.count());
    object.put("image_size", List.of(pack.imageSize().height(), pack.imageSize().width()));
    object.put("channels", pack.channels());
    Preparation preparation = pack.description().preparation();
    object.put("crop", preparation.crop().toString());
    object.put("preprocessing", preparation.preprocessing().name().toLowerCase(Locale.ROOT));
    object.put("classes", pack.classes());
    object.put("decoder", pack.description().decoder());
    object.put("skipped", pack.description().skipped());
    summary.ifPresent(made -> object.put("skipped_images", made.skipped()));
    object.put("seconds", Math.rint(seconds * 1000) / 1000);
    return object;
  }

  private void print(
      PrintWriter out,
      ImageSource images,
      Packed pack,
      Optional<PackSummary> summary,
      double seconds) {
    String content =
        String.format(
            Locale.ROOT,
            "%,d %s images of %s",
            pack.count(),
            channels == 1 ? "grey" : "colour",
            pack.imageSize());
    int skipped = pack.description().skipped();
    if (summary.isEmpty()) {
      out.println(
          String.format(
              Locale.ROOT, "%s is up to date: %s, %,d skipped", output, content, skipped));
      return;
    }
    out.println(
        String.format(
            Locale.ROOT,
            "packed %s from %s into %s in %.1f s",
            content,
            images.name(),
            output,
            seconds));
    if (skipped > 0) {
      out.println(
          String.format(
              Locale.ROOT,
              "skipped %,d%s",
              skipped,
              skipped > SHOWN ? ", the first of them (--json names all):" : ":"));
      summary.get().skipped().stream().limit(SHOWN).forEach(one -> out.println("  " + one));
    }
  }
}

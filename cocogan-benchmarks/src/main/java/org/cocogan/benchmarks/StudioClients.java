package org.cocogan.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.cocogan.CocoGanException;

/**
 * Clients of a studio, each of which asks for one image after another; in a process of their own,
 * so that what the server takes can be told apart.
 *
 * @param server its address, ending in a slash
 * @param count how many ask at the same time
 * @param words region, size, rotation, quality and format of each image
 */
record StudioClients(URI server, int count, String words) {
  private static final int OK = 200;

  /** Asks for images by numbers that follow each other, and says how long each took, in seconds. */
  double[] ask(int first, int requests) throws IOException, InterruptedException {
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    JsonNode runs =
        JsonMapper.builder().build().readTree(get(client, server.resolve("runs.json")).body());
    String images = "iiif/" + runs.path(0).path("digest").asText() + ":0-";
    double[] seconds = new double[requests];
    AtomicInteger next = new AtomicInteger();
    Thread[] threads =
        IntStream.range(0, count)
            .mapToObj(
                i ->
                    new Thread(
                        () -> {
                          for (int n = next.getAndIncrement();
                              n < requests;
                              n = next.getAndIncrement()) {
                            URI image = server.resolve(images + (first + n) + "/" + words);
                            seconds[n] = seconds(client, image);
                          }
                        }))
            .toArray(Thread[]::new);
    Arrays.stream(threads).forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    return seconds;
  }

  /** Of one answer; not a number if there was none. */
  private static double seconds(HttpClient client, URI address) {
    long begun = System.nanoTime();
    try {
      get(client, address);
      return (System.nanoTime() - begun) * 1e-9;
    } catch (IOException e) {
      return Double.NaN;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Double.NaN;
    }
  }

  private static HttpResponse<byte[]> get(HttpClient client, URI address)
      throws IOException, InterruptedException {
    HttpResponse<byte[]> answer =
        client.send(
            HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofByteArray());
    if (answer.statusCode() != OK) {
      throw new IOException(address + " is answered with " + answer.statusCode());
    }
    return answer;
  }

  /**
   * The same in a process of its own.
   *
   * @throws CocoGanException if an answer did not come
   */
  double[] askFromOutside(int first, int requests) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                StudioClients.class.getName(),
                server.toString(),
                Integer.toString(count),
                words,
                Integer.toString(first),
                Integer.toString(requests))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    JsonNode told = JsonMapper.builder().build().readTree(process.getInputStream());
    double[] seconds =
        IntStream.range(0, told.size()).mapToDouble(i -> told.get(i).asDouble()).toArray();
    if (process.waitFor() != 0 || seconds.length != requests || hasGap(seconds)) {
      throw new CocoGanException("the studio did not answer all of " + requests + " requests");
    }
    return seconds;
  }

  private static boolean hasGap(double[] seconds) {
    return Arrays.stream(seconds).anyMatch(Double::isNaN);
  }

  /** Server, count, words, first and requests; prints the seconds as JSON. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    StudioClients clients =
        new StudioClients(URI.create(arguments[0]), Integer.parseInt(arguments[1]), arguments[2]);
    double[] seconds = clients.ask(Integer.parseInt(arguments[3]), Integer.parseInt(arguments[4]));
    JsonMapper.builder().build().writeValue(System.out, seconds);
  }
}

package io.voxbus.module.observe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.net.SocketAddress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ObservatoryTest {
  private static final String OPEN_METRICS = "application/openmetrics-text;version=1.0.0";
  private static final Load WELL = new Load(true, false, 0, 0, 0);

  private final HttpClient client = HttpClient.newHttpClient();
  private final Observation observation = Observation.metricsOnly(OptionalLong::empty);
  private final Observatory observatory = open(observation);

  private static Observatory open(Observation observation) {
    return open(observation, Duration.ofMillis(100));
  }

  private static Observatory open(Observation observation, Duration patience) {
    return Observatory.open(new HttpAddress("127.0.0.1", 0), observation, patience);
  }

  @AfterEach
  void close() {
    observatory.close();
  }

  @Test
  void aPortInUseIsToldWithTheMend() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      HttpAddress address = HttpAddress.parse("127.0.0.1:" + taken.getLocalPort());
      IllegalArgumentException mistake =
          assertThrows(
              IllegalArgumentException.class, () -> Observatory.open(address, observation));
      assertTrue(
          mistake.getMessage().matches("--http 127.0.0.1:\\d+: .*in use.*; end what listens .*"),
          mistake.getMessage());
    }
  }

  @Test
  void aHostThatIsNotThisMachineIsTold() {
    HttpAddress elsewhere = HttpAddress.parse("192.0.2.1:9464");
    assertThrows(IllegalArgumentException.class, () -> Observatory.open(elsewhere, observation));
  }

  @Test
  void anUnknownPathIsNotThere() throws Exception {
    assertEquals(404, get("/").statusCode());
    assertEquals(404, get("/metrics/").statusCode());
  }

  @Test
  void nothingCanBePutThere() throws Exception {
    HttpRequest post = request("/metrics").POST(BodyPublishers.ofString("x")).build();
    HttpResponse<String> response = client.send(post, BodyHandlers.ofString());
    assertEquals(405, response.statusCode());
    assertEquals("GET, HEAD", response.headers().firstValue("allow").orElse(""));
  }

  @Test
  void headHasNoBody() throws Exception {
    HttpRequest head = request("/healthz").method("HEAD", BodyPublishers.noBody()).build();
    HttpResponse<String> response = client.send(head, BodyHandlers.ofString());
    assertEquals(200, response.statusCode());
    assertEquals("", response.body());
  }

  @Test
  void whatIsYetToBeginIsAliveAndNotReady() throws Exception {
    assertEquals(200, get("/healthz").statusCode());
    assertVerdict(503, "starting: the model is loaded", "/readyz");
  }

  @Test
  void whatAnswersAndIsOnlineIsReady() throws Exception {
    observatory.watch(answering(WELL));
    assertVerdict(200, "alive", "/healthz");
    assertVerdict(200, "ready", "/readyz");
  }

  @Test
  void withoutABrokerItIsAliveAndNotReady() throws Exception {
    observatory.watch(answering(new Load(false, false, 0, 0, 0)));
    assertVerdict(200, "alive", "/healthz");
    assertVerdict(503, "the broker is away", "/readyz");
  }

  @Test
  void whileItDrainsItIsAliveAndNotReady() throws Exception {
    observatory.watch(answering(new Load(true, true, 0, 1, 1)));
    assertVerdict(200, "alive", "/healthz");
    assertVerdict(503, "draining: what was taken is answered, nothing more is taken", "/readyz");
  }

  @Test
  void aStuckEventLoopIsNeitherAliveNorReadyAndStillMeasured() throws Exception {
    Promise<Load> never = Promise.promise();
    observatory.watch(new Probes(never::future, Future::succeededFuture));
    assertVerdict(503, "the event loop does not answer within 100 ms", "/healthz");
    assertVerdict(503, "the event loop does not answer within 100 ms", "/readyz");
    assertTrue(get("/metrics").body().contains("voxbus_ready 0.0"));
  }

  @Test
  void aStuckModelIsNeitherAliveNorReady() throws Exception {
    Promise<Void> never = Promise.promise();
    observatory.watch(new Probes(() -> Future.succeededFuture(WELL), never::future));
    assertVerdict(503, "the model's thread does not answer within 100 ms", "/healthz");
    assertVerdict(503, "the model's thread does not answer within 100 ms", "/readyz");
    assertTrue(get("/metrics").body().contains("voxbus_broker_connected 1.0"));
  }

  @Test
  void aModelWhoseThreadIsGoneIsNotAlive() throws Exception {
    observatory.watch(
        new Probes(() -> Future.succeededFuture(WELL), () -> Future.failedFuture("closed")));
    assertEquals(503, get("/healthz").statusCode());
  }

  @Test
  void withoutAWishMetricsComeInPrometheusFormat() throws Exception {
    HttpResponse<String> response = get("/metrics");
    assertEquals(
        "text/plain; version=0.0.4; charset=utf-8",
        response.headers().firstValue("content-type").orElse(""));
    assertTrue(response.body().contains("# TYPE voxbus_transcripts_total counter\n"));
  }

  @Test
  void whoPrefersOpenMetricsGetsIt() throws Exception {
    HttpRequest wish = request("/metrics").header("Accept", OPEN_METRICS).build();
    HttpResponse<String> response = client.send(wish, BodyHandlers.ofString());
    assertTrue(
        response.headers().firstValue("content-type").orElse("").startsWith("application/openm"));
    assertTrue(response.body().endsWith("# EOF\n"));
  }

  @Test
  void withoutAFlightRecorderThereIsNone() throws Exception {
    assertEquals(404, get("/flight-recorder").statusCode());
  }

  @Test
  void theFlightRecorderIsReadAsLinesOfJson() throws Exception {
    Observation recording = observation.recording(2, false);
    recording.recorder().fault(new OutOfMemoryError("words"));
    try (Observatory other = open(recording)) {
      HttpResponse<String> response =
          client.send(request(other, "/flight-recorder").build(), BodyHandlers.ofString());
      assertEquals(200, response.statusCode());
      assertTrue(response.body().endsWith("\"fault\":\"java.lang.OutOfMemoryError\"}\n"));
    }
  }

  @Test
  void onlyRequestsOverLoopbackAreLocal() {
    assertTrue(HttpEndpoint.isLocal(SocketAddress.inetSocketAddress(9, "127.0.0.1")));
    assertTrue(HttpEndpoint.isLocal(SocketAddress.inetSocketAddress(9, "::1")));
    assertFalse(HttpEndpoint.isLocal(SocketAddress.inetSocketAddress(9, "192.0.2.1")));
    assertFalse(HttpEndpoint.isLocal(SocketAddress.domainSocketAddress("/run/voxbus")));
  }

  @Test
  void theFlightRecorderIsNotReadUnderANameThatMayBeAnybodys() throws Exception {
    try (Observatory other = open(observation.recording(2, false))) {
      assertEquals("HTTP/1.1 403 Forbidden", status(other, "Host: rebound.example"));
      assertEquals("HTTP/1.1 403 Forbidden", status(other, "Host: 127.0.0.1.rebound.example:80"));
      assertEquals("HTTP/1.1 200 OK", status(other, "Host: localhost:9464"));
      assertEquals("HTTP/1.1 200 OK", status(other, "Host: [::1]:9464"));
      assertEquals("HTTP/1.1 200 OK", status(other, "Host: 127.0.0.1"));
    }
  }

  @Test
  void aProbeThatThrowsIsAnAilment() throws Exception {
    observatory.watch(
        new Probes(
            () -> {
              throw new IllegalStateException("closed");
            },
            Future::succeededFuture));
    assertEquals(503, get("/healthz").statusCode());
  }

  @Test
  void whatCannotBeAnsweredIsAFaultOfTheServer() throws Exception {
    Observation broken =
        Observation.metricsOnly(
            () -> {
              throw new IllegalStateException("no /proc");
            });
    try (Observatory other = open(broken)) {
      assertEquals(500, get(other, "/metrics").statusCode());
    }
  }

  @Test
  void tooManyConnectionsAreClosed() throws Exception {
    List<Socket> all = new ArrayList<>();
    for (int i = 0; i < Observatory.MOST_CONNECTIONS; i++) {
      all.add(ask(observatory, "/healthz", "Host: localhost"));
      assertEquals("HTTP/1.1 200 OK", status(all.get(i)));
    }
    assertEquals("closed", status(observatory, "Host: localhost"));
    for (Socket each : all) {
      each.close();
    }
    await().until(() -> status(observatory, "Host: localhost").equals("HTTP/1.1 404 Not Found"));
  }

  /** The first line of the answer, or that there is none. */
  private static String status(Observatory of, String header) {
    try (Socket socket = ask(of, "/flight-recorder", header)) {
      return status(socket);
    } catch (IOException reset) {
      return "closed";
    }
  }

  private static Socket ask(Observatory of, String path, String header) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), of.port());
    socket
        .getOutputStream()
        .write("GET %s HTTP/1.1\r\n%s\r\n\r\n".formatted(path, header).getBytes(UTF_8));
    return socket;
  }

  private static String status(Socket socket) throws IOException {
    BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
    return Optional.ofNullable(in.readLine()).orElse("closed");
  }

  private static Probes answering(Load load) {
    return new Probes(() -> Future.succeededFuture(load), Future::succeededFuture);
  }

  private void assertVerdict(int status, String line, String path) throws Exception {
    HttpResponse<String> response = get(path);
    assertEquals(line + "\n", response.body());
    assertEquals(status, response.statusCode());
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return get(observatory, path);
  }

  private HttpResponse<String> get(Observatory of, String path)
      throws IOException, InterruptedException {
    return client.send(request(of, path).build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return request(observatory, path);
  }

  private static HttpRequest.Builder request(Observatory of, String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(of.port(), path)));
  }
}

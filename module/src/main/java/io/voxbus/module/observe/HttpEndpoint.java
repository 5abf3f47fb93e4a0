package io.voxbus.module.observe;

import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.SocketAddress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers {@code GET} for a few paths, in plain text. */
final class HttpEndpoint {
  private static final Logger log = LoggerFactory.getLogger(HttpEndpoint.class);
  private static final Set<HttpMethod> METHODS = Set.of(HttpMethod.GET, HttpMethod.HEAD);
  private static final String PLAIN = "text/plain; charset=utf-8";
  private static final String JSON_LINES = "application/jsonl; charset=utf-8";

  private final Health health;
  private final ServiceMetrics metrics;
  private final ExpositionFormats formats = ExpositionFormats.init();
  private final Map<String, Function<HttpServerRequest, Future<Answer>>> routes = new TreeMap<>();

  HttpEndpoint(Health health, Observation observation) {
    this.health = health;
    this.metrics = observation.metrics();
    routes.put("/healthz", request -> health().map(found -> verdict("alive", found.ailment())));
    routes.put("/readyz", request -> health().map(found -> verdict("ready", found.obstacle())));
    routes.put("/metrics", request -> health().map(found -> metrics(request, found)));
    if (observation.recorder().isOn()) {
      routes.put("/flight-recorder", request -> recorded(request, observation.recorder()));
    }
  }

  private record Answer(int status, String contentType, Buffer body) {
    static Answer line(int status, String line) {
      return new Answer(status, PLAIN, Buffer.buffer(line + "\n"));
    }
  }

  /** Answers a request. */
  void handle(HttpServerRequest request) {
    Function<HttpServerRequest, Future<Answer>> route = routes.get(request.path());
    if (route == null) {
      send(request, Answer.line(404, "there are " + routes.keySet()));
    } else if (!METHODS.contains(request.method())) {
      request.response().putHeader(HttpHeaders.ALLOW, "GET, HEAD");
      send(request, Answer.line(405, "only GET"));
    } else {
      Future.succeededFuture(request)
          .compose(route) // A route that throws fails.
          .otherwise(HttpEndpoint::broken)
          .onSuccess(answer -> send(request, answer));
    }
  }

  private static Answer broken(Throwable fault) {
    log.error("a request could not be answered", fault);
    return Answer.line(500, "see the log");
  }

  private Future<CheckUp> health() {
    return health.checkUp();
  }

  private static Answer verdict(String good, Optional<String> bad) {
    return bad.map(why -> Answer.line(503, why)).orElseGet(() -> Answer.line(200, good));
  }

  private Answer metrics(HttpServerRequest request, CheckUp found) {
    ExpositionFormatWriter writer = formats.findWriter(request.getHeader(HttpHeaders.ACCEPT));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      writer.write(out, metrics.scrape(found));
    } catch (IOException e) {
      throw new UncheckedIOException("a byte array takes everything", e);
    }
    return new Answer(200, writer.getContentType(), Buffer.buffer(out.toByteArray()));
  }

  private static Future<Answer> recorded(HttpServerRequest request, FlightRecorder recorder) {
    return Future.succeededFuture(
        isLocal(request.remoteAddress()) && isForLoopback(request)
            ? new Answer(200, JSON_LINES, Buffer.buffer(recorder.lines()))
            : Answer.line(403, "only this machine may read it, under a loopback address"));
  }

  /** A page of the web may call this machine by a name of its own, and so read what is here. */
  private static boolean isForLoopback(HttpServerRequest request) {
    return Optional.ofNullable(request.authority())
        .filter(called -> Loopback.isNamed(called.host()))
        .isPresent();
  }

  /** Whether a request came over loopback. */
  static boolean isLocal(SocketAddress from) {
    return Optional.ofNullable(from.hostAddress()).filter(Loopback::is).isPresent();
  }

  private static void send(HttpServerRequest request, Answer answer) {
    HttpServerResponse response =
        request
            .response()
            .setStatusCode(answer.status())
            .putHeader(HttpHeaders.CONTENT_TYPE, answer.contentType())
            .putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    if (request.method().equals(HttpMethod.HEAD)) {
      response.putHeader(HttpHeaders.CONTENT_LENGTH, "" + answer.body().length()).end();
    } else {
      response.end(answer.body());
    }
  }
}

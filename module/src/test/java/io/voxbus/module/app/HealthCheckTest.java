package io.voxbus.module.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HealthCheckTest {
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private int status = 200;
  private HttpServer service;

  @BeforeEach
  void serve() throws IOException {
    service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
    service.createContext(
        "/healthz",
        exchange -> {
          byte[] body = "said".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    service.start();
  }

  @AfterEach
  void end() {
    service.stop(0);
  }

  private int check() {
    return check("127.0.0.1:" + service.getAddress().getPort());
  }

  private int check(String... args) {
    PrintStream stream = new PrintStream(printed, true, StandardCharsets.UTF_8);
    return HealthCheck.run(
        new Terminal(new ByteArrayInputStream(new byte[0]), stream, stream, false), args);
  }

  @Test
  void nobody_there_is_not_well() {
    service.stop(0);
    assertEquals(1, check());
  }

  @Test
  void a_service_that_says_so_is_not_well() {
    status = 503;
    assertEquals(1, check());
    assertTrue(printed.toString(StandardCharsets.UTF_8).contains("503"));
  }

  @Test
  void a_service_that_answers_is_well() {
    assertEquals(0, check());
    assertEquals("said", printed.toString(StandardCharsets.UTF_8));
  }

  @Test
  void what_is_no_address_is_told() {
    assertEquals(1, check("no address"));
    assertEquals(2, check("127.0.0.1:1", "127.0.0.1:2"));
  }
}

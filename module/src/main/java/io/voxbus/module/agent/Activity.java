package io.voxbus.module.agent;

import io.voxbus.module.resolve.BundleException;
import io.voxbus.module.update.BundlePackage;
import io.voxbus.module.update.ModelStore;
import io.voxbus.module.update.ReleaseKeys;
import io.voxbus.module.update.UpdateException;
import io.voxbus.proto.v1.ModelStoreState;
import io.voxbus.proto.v1.ModelUpdate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/** One operation of the update manager's: another bundle, step by step. */
final class Activity {
  private final String id;
  private final DesiredModel wanted;
  private final ModelStore store;
  private final ReleaseKeys trusted;
  private final Optional<Path> file;
  private boolean activating;

  Activity(String id, DesiredModel wanted, ModelStore store, ReleaseKeys trusted, Path inbox) {
    this.id = id;
    this.wanted = wanted;
    this.store = store;
    this.trusted = trusted;
    this.file = wanted.in(inbox);
  }

  boolean is(String activity) {
    return id.equals(activity);
  }

  /** The bundle answers already: nothing is to be done. */
  boolean isDone() {
    return store.places().id(store.state().getActive()).equals(wanted.bundle());
  }

  /** The bundle before is wanted. */
  private boolean isBefore() {
    return store.places().id(store.state().getPrevious()).equals(wanted.bundle());
  }

  /**
   * Checks that there is a way to the bundle.
   *
   * @throws AgentException when there is none
   */
  void requireWay() {
    if (file.isEmpty() && !isBefore()) {
      throw new AgentException(
          "component %s needs a \"file\" in its config".formatted(wanted.component()));
    }
  }

  /**
   * Does a step.
   *
   * @return what became of it; empty when that is not known yet
   */
  Optional<Feedback> carryOut(Step step) {
    try {
      switch (step) {
        case DOWNLOAD -> requireFile();
        case UPDATE -> install();
        case ACTIVATE -> activating = true;
        case ROLLBACK -> store.fallBack("the update manager asks for it");
        case CLEANUP -> cleanUp();
      }
    } catch (AgentException
        | UpdateException
        | BundleException
        | UncheckedIOException
        | IOException unusable) {
      return Optional.of(told(step, step.failure(), String.valueOf(unusable.getMessage())));
    }
    return step == Step.ACTIVATE ? look() : Optional.of(told(step, step.success(), ""));
  }

  /** Whether the bundle that was installed has proven itself by now. */
  Optional<Feedback> look() {
    if (!activating) {
      return Optional.empty();
    }
    ModelStoreState state = store.state();
    ModelUpdate update = state.getUpdate();
    if (isDone()) {
      return ended(Step.ACTIVATE.success(), "");
    }
    boolean ours = update.getBundle().equals(wanted.bundle());
    return switch (update.getResult()) {
      case UPDATE_REJECTED, UPDATE_FALLEN_BACK ->
          ours ? ended(Step.ACTIVATE.failure(), update.getReason()) : Optional.empty();
      default -> Optional.empty();
    };
  }

  private Optional<Feedback> ended(String status, String message) {
    activating = false;
    return Optional.of(told(Step.ACTIVATE, status, message));
  }

  Feedback told(Step step, String status, String message) {
    return step.isOfAction() ? feedback(status, status, message) : Feedback.of(id, status, message);
  }

  Feedback feedback(String status, String action, String message) {
    return new Feedback(id, status, action, wanted.component(), wanted.bundle(), message);
  }

  private void requireFile() throws IOException {
    if (file.isEmpty()) {
      return;
    }
    if (!Files.isRegularFile(file.get())) {
      throw new AgentException("there is no %s in the inbox".formatted(wanted.file()));
    }
    String found = sha256(file.get());
    if (!wanted.sha256().isEmpty() && !found.equals(wanted.sha256().toLowerCase(Locale.ROOT))) {
      throw new AgentException("%s has SHA-256 %s".formatted(wanted.file(), found));
    }
  }

  private void install() {
    if (file.isEmpty()) {
      store.fallBack("the update manager wants the bundle before");
      return;
    }
    try (BundlePackage carrier = BundlePackage.open(file.get())) {
      requireWanted(store.install(carrier, trusted, false).id());
    }
  }

  private void requireWanted(String bundle) {
    if (!bundle.equals(wanted.bundle())) {
      store.reject("the update manager wants %s".formatted(wanted.bundle()));
      throw new AgentException("%s has bundle %s".formatted(wanted.file(), bundle));
    }
  }

  private void cleanUp() throws IOException {
    activating = false;
    if (file.isPresent()) {
      Files.deleteIfExists(file.get());
    }
  }

  private static String sha256(Path file) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(Files.readAllBytes(file)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}

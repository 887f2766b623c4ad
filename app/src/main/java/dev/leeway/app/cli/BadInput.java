package dev.leeway.app.cli;

import java.util.function.Supplier;

/** Turns the refusals of values that people gave into messages for them. */
final class BadInput {

  private BadInput() {}

  /**
   * What the supplier gives.
   *
   * @throws CommandFailure if it throws IllegalArgumentException
   */
  static <T> T unlessAllowed(Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException e) {
      throw CommandFailure.badInput(String.valueOf(e.getMessage()));
    }
  }
}

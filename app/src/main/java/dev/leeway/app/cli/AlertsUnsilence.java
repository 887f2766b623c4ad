package dev.leeway.app.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code leeway alerts unsilence}: takes a silence back. */
@Command(
    name = "unsilence",
    mixinStandardHelpOptions = true,
    description = "Takes a silence back: what is open is told within seconds.")
final class AlertsUnsilence implements Callable<Integer> {

  @Parameters(paramLabel = "ID", description = "The silence's id, as list shows it.")
  private String id = "";

  @Mixin private SaidOptions said = new SaidOptions();

  @Mixin private DeskOptions desk = new DeskOptions();

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (!desk.work(known -> known.unsilence(id, said.said()))) {
      throw CommandFailure.badInput("no silence in force has the id " + id);
    }
    return ExitCode.GOOD;
  }
}

package dev.leeway.app.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What happened, as Leeway's API and the webhooks told it.
 *
 * @param calendar a mark per window, for a terminal
 * @param eventsSent predictions accepted by the gateway
 * @param eventsCounted rows of the newest revision of every window
 * @param firstDriftedWindow its start; empty for none
 * @param driftedColumns in the windows of the incident
 * @param falseAlarms drifted windows outside the incident
 * @param alertsFired on drift
 * @param alertsResolved on drift
 * @param webhooksReceived with a valid signature, each id once
 */
record DemoOutcome(
    String calendar,
    long eventsSent,
    long eventsCounted,
    int windowsClosed,
    String firstDriftedWindow,
    List<String> driftedColumns,
    int falseAlarms,
    DemoPerformance performance,
    int alertsFired,
    int alertsResolved,
    int webhooksReceived,
    int retrainingRequests,
    double seconds) {

  /** One alert of each cause, opened and ended, and one retraining. */
  private static final int WEBHOOKS = 2 * Events.CAUSES.size() + 1;

  DemoOutcome {
    driftedColumns = List.copyOf(driftedColumns);
  }

  /** What did not happen as it should; empty when all did. */
  List<String> faults() {
    List<String> faults = new ArrayList<>();
    check(faults, eventsSent == eventsCounted, eventsCounted + " of " + eventsSent + " counted");
    check(
        faults,
        firstDriftedWindow.equals(DemoScenario.INCIDENT + "T00:00:00Z"),
        "first drifted window: " + firstDriftedWindow);
    check(faults, driftedColumns.contains("distance"), "drifted columns: " + driftedColumns);
    check(faults, falseAlarms == 0, falseAlarms + " windows drifted outside the incident");
    check(faults, alertsFired == 1, alertsFired + " drift alerts fired");
    check(faults, alertsResolved == 1, alertsResolved + " drift alerts resolved");
    faults.addAll(performance.faults());
    check(faults, webhooksReceived == WEBHOOKS, webhooksReceived + " webhooks received");
    check(faults, retrainingRequests == 1, retrainingRequests + " retraining requests");
    return faults;
  }

  String toJson() {
    ObjectNode json = new ObjectMapper().createObjectNode();
    json.put("eventsSent", eventsSent);
    json.put("eventsCounted", eventsCounted);
    json.put("windowsClosed", windowsClosed);
    json.put("firstDriftedWindow", firstDriftedWindow.isEmpty() ? null : firstDriftedWindow);
    driftedColumns.forEach(json.putArray("driftedColumns")::add);
    json.put("falseAlarms", falseAlarms);
    performance.write(json.putObject("performance"));
    json.put("alertsFired", alertsFired);
    json.put("alertsResolved", alertsResolved);
    json.put("webhooksReceived", webhooksReceived);
    json.put("retrainingRequests", retrainingRequests);
    json.put("seconds", Math.round(seconds * 10) / 10.0);
    return json.toString();
  }

  private static void check(List<String> faults, boolean good, String fault) {
    if (!good) faults.add(fault);
  }
}

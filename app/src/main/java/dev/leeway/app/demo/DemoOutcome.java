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
 * @param driftedColumns of the alert
 * @param falseAlarms drifted windows outside the incident
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
    int alertsFired,
    int alertsResolved,
    int webhooksReceived,
    int retrainingRequests,
    double seconds) {

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
    check(faults, alertsFired == 1, alertsFired + " alerts fired");
    check(faults, alertsResolved == 1, alertsResolved + " alerts resolved");
    check(faults, webhooksReceived == 3, webhooksReceived + " webhooks received");
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

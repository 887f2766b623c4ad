package dev.leeway.app.demo;

/**
 * A flight as the upstream feed told the service of it.
 *
 * @param distance in miles, or in kilometres since the feed was changed
 * @param forecast in minutes, or in hours since the feed was changed
 */
record FedFlight(Flight flight, double distance, double forecast) {}

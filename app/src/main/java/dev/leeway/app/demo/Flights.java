package dev.leeway.app.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** The flights, in order of departure; demo/SOURCE.md says where they come from. */
record Flights(List<Flight> flights) {

  private static final String RESOURCE = "/demo/flights-2001q1.csv.gz";

  Flights {
    flights = List.copyOf(flights);
  }

  static Flights load() throws IOException {
    List<Flight> flights = new ArrayList<>();
    InputStream packed = Flights.class.getResourceAsStream(RESOURCE);
    if (packed == null) throw new IOException("no " + RESOURCE + " in this build");
    try (CsvReader<NamedCsvRecord> rows =
        CsvReader.builder()
            .ofNamedCsvRecord(new InputStreamReader(new GZIPInputStream(packed), UTF_8))) {
      for (NamedCsvRecord row : rows) {
        flights.add(
            new Flight(
                "flight-" + flights.size(),
                LocalDateTime.parse(row.getField("date")),
                Integer.parseInt(row.getField("delay")),
                Integer.parseInt(row.getField("distance")),
                row.getField("origin"),
                row.getField("destination")));
      }
    }
    return new Flights(flights);
  }

  /** What is forecast of each. */
  Forecasts forecasts() {
    return new Forecasts(flights);
  }

  /** The flights from a day (inclusive) to a day (exclusive). */
  List<Flight> between(LocalDate from, LocalDate to) {
    return flights.stream()
        .filter(flight -> !flight.departs().toLocalDate().isBefore(from))
        .filter(flight -> flight.departs().toLocalDate().isBefore(to))
        .toList();
  }
}

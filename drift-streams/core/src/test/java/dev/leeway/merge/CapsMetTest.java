package dev.leeway.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.fixture.Row;
import dev.leeway.fixture.SampleRows;
import dev.leeway.monitor.Caps;
import dev.leeway.profile.Layout;
import dev.leeway.profile.Profile;
import dev.leeway.verdict.ConstraintResult;
import dev.leeway.verdict.State;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a window's rows say of the caps they met. */
class CapsMetTest {

  private static final Layout LAYOUT = SmallBook.REFERENCE.layout();

  @Test
  void rowsWithinTheCaps_sayNothing() {
    Profile rows = SampleRows.profile(List.of(new Row().with("amount", 0.1)));
    assertThat(new CapsMet(Caps.DEFAULT, LAYOUT, "").in(rows)).isEmpty();
    assertThat(new CapsMet(Caps.DEFAULT, LAYOUT, "country=DE").in(rows)).isEmpty();
    assertThat(
            new CapsMet(Caps.DEFAULT, LAYOUT, "country=__other__").in(new Profile(0, 0, List.of())))
        .isEmpty();
  }

  @Test
  void tenThousandColumnsARow_failTheirCap() {
    Profile rows = new Profile(7, 70_000, List.of());
    ConstraintResult met = only(new CapsMet(Caps.DEFAULT, Layout.EMPTY, "").in(rows));

    assertThat(met.constraint()).isEqualTo("columns_capped");
    assertThat(met.state()).isEqualTo(State.FAILED);
    assertThat(met.observed()).hasValue(10_000);
    assertThat(met.atMost()).hasValue(1_024);
    assertThat(met.why())
        .isEqualTo("columns of a row that the reference lacks: 10,000, at most 1,024");
  }

  @Test
  void theSegmentOfAllOthers_failsItsCap() {
    Profile rows = new Profile(7, 0, List.of());
    ConstraintResult met =
        only(new CapsMet(Caps.DEFAULT, Layout.EMPTY, "store=__other__").in(rows));

    assertThat(met.constraint()).isEqualTo("segments_capped");
    assertThat(met.column()).isEqualTo("store");
    assertThat(met.observed()).hasValue(7);
  }

  @Test
  void moreNewCategoriesThanTheCap_failIt() {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      rows.add(new Row().with("country", "c" + i));
    }
    ConstraintResult met = only(new CapsMet(Caps.DEFAULT, LAYOUT, "").in(SampleRows.profile(rows)));

    assertThat(met.constraint()).isEqualTo("categories_capped");
    assertThat(met.column()).isEqualTo("country");
    assertThat(met.observed().orElseThrow()).isBetween(4_700.0, 5_300.0);
    assertThat(met.rows()).isEqualTo(5_000);
  }

  private static ConstraintResult only(List<ConstraintResult> results) {
    assertThat(results).hasSize(1);
    return results.get(0);
  }
}

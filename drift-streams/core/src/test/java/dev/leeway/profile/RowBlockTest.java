package dev.leeway.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.fixture.FacetRows;
import dev.leeway.fixture.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Rows that wait in a block which several profiles share. */
class RowBlockTest {

  private static final ProfileBuilder.Counting COUNTING =
      new ProfileBuilder.Counting(FacetRows.LAYOUT);

  @RepeatedTest(30)
  void profiles_thatShareABlock_eachCountTheirRows(RepetitionInfo repetition) {
    SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
    RowBlock block = new RowBlock(COUNTING);
    List<ProfileBuilder> sharing = new ArrayList<>();
    List<List<Row>> given = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      sharing.add(new ProfileBuilder(block));
      given.add(new ArrayList<>());
    }
    int asOftenAs = random.nextInt(20, 400);
    for (Row row : FacetRows.random(random, 500)) {
      block.stage(row.event());
      for (int i = 0; i < sharing.size(); i++) {
        if (i > 0 && random.nextInt(3) > 0) continue;
        sharing.get(i).addStaged();
        given.get(i).add(row);
      }
      if (random.nextInt(asOftenAs) == 0) {
        int handedOn = random.nextInt(sharing.size());
        assertCounts(sharing.get(handedOn), given.get(handedOn));
        sharing.get(handedOn).clear();
        given.get(handedOn).clear();
      }
    }

    for (int i = 0; i < sharing.size(); i++) {
      assertCounts(sharing.get(i), given.get(i));
    }
  }

  /** Each row counted alone, so that no block ever holds two, and added up. */
  private static void assertCounts(ProfileBuilder builder, List<Row> rows) {
    Profile counted = builder.build();
    Profile expected =
        rows.stream()
            .map(row -> FacetRows.profile(List.of(row)))
            .reduce(FacetRows.profile(List.of()), Profile::merge);
    assertThat(ProfileCodec.decisionBytes(counted)).isEqualTo(ProfileCodec.decisionBytes(expected));
    assertThat(counted.ids().rows()).isEqualTo(expected.ids().rows());
    assertThat(counted.ids().distinct()).isEqualTo(expected.ids().distinct());
  }

  @Test
  void rows_thatNobodyTakes_areCountedForNobody() {
    RowBlock block = new RowBlock(COUNTING);
    ProfileBuilder builder = new ProfileBuilder(block);
    for (int i = 0; i < 3 * RowSlots.MOST_ROWS; i++) {
      block.stage(new Row().with("amount", 0.2).with("x", 1.0).event());
      if (i % 3 == 0) builder.addStaged();
    }

    Profile profile = builder.build();

    assertThat(profile.rows()).isEqualTo(RowSlots.MOST_ROWS);
    assertThat(profile.unexpected()).isEqualTo(RowSlots.MOST_ROWS);
    assertThat(profile.columns().get(0).present()).isEqualTo(RowSlots.MOST_ROWS);
  }

  @Test
  void longTexts_areCountedBeforeTheyPileUp() {
    RowBlock block = new RowBlock(COUNTING);
    ProfileBuilder builder = new ProfileBuilder(block);
    for (int i = 0; i < 50; i++) {
      block.stage(new Row().with("note", "x".repeat(40_000)).with("country", "new").event());
      builder.addStaged();
      assertThat(block.slots().texts().used()).isLessThan(120_000);
    }

    NumericProfile lengths = (NumericProfile) builder.build().columns().get(place("note"));
    assertThat(lengths.finite()).isEqualTo(50);
    assertThat(lengths.min()).isEqualTo(40_000);
    assertThat(block.slots().texts().bytes()).hasSizeLessThan(120_000);
  }

  private static int place(String name) {
    return FacetRows.LAYOUT.columns().stream().map(ColumnLayout::name).toList().indexOf(name);
  }
}

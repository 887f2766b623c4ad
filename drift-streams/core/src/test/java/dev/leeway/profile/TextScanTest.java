package dev.leeway.profile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.fixture.TextTokens;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class TextScanTest {

  private final TextScan scan = new TextScan();

  @Test
  void codePoints_areOfOneClassEach() {
    scan("Größe: 4½ 🎉\n");

    assertThat(scan.codePoints()).isEqualTo(12);
    assertThat(scan.share(Facet.LETTERS)).isEqualTo(5.0 / 12);
    assertThat(scan.share(Facet.DIGITS)).isEqualTo(1.0 / 12);
    assertThat(scan.share(Facet.PUNCTUATION)).isEqualTo(1.0 / 12);
    assertThat(scan.share(Facet.WHITESPACE)).isEqualTo(3.0 / 12);
    assertThat(scan.share(Facet.OTHER)).isEqualTo(2.0 / 12);
    assertThat(scan.whitespace()).isEqualTo(3);
    assertThat(scan.tokens()).isEqualTo(2);
  }

  @Test
  void emptyText_hasNothing() {
    scan("before");
    scan("");

    assertThat(scan.codePoints()).isZero();
    assertThat(scan.tokens()).isZero();
    assertThat(scan.share(Facet.LETTERS)).isZero();
  }

  @Test
  void tokens_doNotRegardCase_butOrderAndLength() {
    assertThat(TextTokens.of("The THE the")).containsOnly(TextTokens.hash("the")).hasSize(3);
    assertThat(TextTokens.hash("ÄÖ")).isEqualTo(TextTokens.hash("äö"));
    assertThat(TextTokens.of("don't-stop")).hasSize(3);
    Set<Long> hashes = new HashSet<>();
    for (int i = 0; i < 100_000; i++) {
      hashes.add(TextTokens.hash(Integer.toString(i, 36)));
    }
    assertThat(hashes).hasSize(100_000);
    assertThat(TextTokens.hash("ab")).isNotEqualTo(TextTokens.hash("ba"));
    assertThat(TextTokens.hash("a")).isNotEqualTo(TextTokens.hash("aa"));
  }

  @RepeatedTest(20)
  void anyBytes_areReadAsJavaReadsThem(RepetitionInfo repetition) {
    SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
    for (int i = 0; i < 200; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(40); length > 0; length--) {
        int bound = random.nextBoolean() ? 0x80 : Character.MAX_CODE_POINT + 1;
        int c = random.nextInt(bound);
        if (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE) text.appendCodePoint(c);
      }

      scan(text.toString());

      assertThat(scan.codePoints()).isEqualTo(text.codePointCount(0, text.length()));
      long letters = text.codePoints().filter(c -> Character.isLetter(c)).count();
      long marks =
          text.codePoints()
              .filter(
                  c ->
                      Character.getType(c) == Character.NON_SPACING_MARK
                          || Character.getType(c) == Character.COMBINING_SPACING_MARK)
              .count();
      double share = scan.codePoints() == 0 ? 0 : (double) (letters + marks) / scan.codePoints();
      assertThat(scan.share(Facet.LETTERS)).isEqualTo(share);
    }
  }

  @Test
  void bytesThatAreNoText_neverFail_andCountOneByOne() {
    byte[] bytes = {'a', (byte) 0xC3, 'b', (byte) 0xED, (byte) 0xA0, (byte) 0x80, (byte) 0xF8};

    scan.scan(bytes, 0, bytes.length, hash -> {});

    assertThat(scan.codePoints()).isEqualTo(7);
    assertThat(scan.share(Facet.OTHER)).isEqualTo(5.0 / 7);
    byte[] random = new byte[64];
    SplittableRandom source = new SplittableRandom(1);
    for (int i = 0; i < 10_000; i++) {
      source.nextBytes(random);
      scan.scan(random, i % 8, 32, hash -> {});
      assertThat(scan.codePoints()).isBetween(8, 32);
    }
    String replaced = "a\uFFFDb";
    scan(replaced);
    assertThat(scan.codePoints()).isEqualTo(3);
  }

  private void scan(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    scan.scan(bytes, 0, bytes.length, hash -> {});
  }
}

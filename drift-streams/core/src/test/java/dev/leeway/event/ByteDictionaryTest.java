package dev.leeway.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class ByteDictionaryTest {

  /** Few letters, so that many words share length and beginning; two, three and four bytes long. */
  private static final String[] LETTERS = {"a", "b", "\0", "é", "€", "😀"};

  @RepeatedTest(40)
  void find_agreesWithHashMap(RepetitionInfo repetition) {
    SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
    List<String> list = new ArrayList<>(words(random, random.nextInt(0, 400)));
    Map<String, Integer> expected = new HashMap<>();
    list.forEach(word -> expected.put(word, expected.size()));

    ByteDictionary dictionary = new ByteDictionary(list);

    assertThat(dictionary.size()).isEqualTo(list.size());
    for (String word : list) {
      assertThat(find(dictionary, word, random)).isEqualTo(expected.get(word));
    }
    for (String word : words(random, 400)) {
      assertThat(find(dictionary, word, random)).isEqualTo(expected.getOrDefault(word, -1));
    }
  }

  @Test
  void find_inEmptyDictionary_findsNothing() {
    ByteDictionary dictionary = new ByteDictionary(List.of());

    assertThat(dictionary.find(new byte[0], 0, 0)).isEqualTo(-1);
    assertThat(dictionary.find(new byte[] {1, 2, 3}, 1, 2)).isEqualTo(-1);
  }

  @Test
  void find_tellsWordsOfEqualBeginningAndPaddingApart() {
    // Words are hashed eight bytes at a time, the rest padded with zeros: each length round that.
    List<String> zeros = IntStream.range(0, 33).mapToObj("\0"::repeat).toList();

    ByteDictionary dictionary = new ByteDictionary(zeros);

    for (int length = 0; length < zeros.size(); length++) {
      assertThat(dictionary.find(new byte[64], 5, length)).isEqualTo(length);
    }
    assertThat(dictionary.find(new byte[64], 5, 33)).isEqualTo(-1);
  }

  @Test
  void find_doesNotLookBeyondTheSpan() {
    ByteDictionary dictionary = new ByteDictionary(List.of("abc", "abcdefghi"));
    byte[] bytes = "xabcdefghix".getBytes(UTF_8);

    assertThat(dictionary.find(bytes, 1, 3)).isZero();
    assertThat(dictionary.find(bytes, 1, 9)).isOne();
    assertThat(dictionary.find(bytes, 1, 8)).isEqualTo(-1);
    assertThat(dictionary.find(bytes, 1, 10)).isEqualTo(-1);
    assertThat(dictionary.find(bytes, 0, 3)).isEqualTo(-1);
  }

  @Test
  void is_comparesLengthAndBytes() {
    ByteDictionary dictionary = new ByteDictionary(List.of("ab", ""));
    byte[] bytes = "abab".getBytes(UTF_8);

    assertThat(dictionary.is(0, bytes, 2, 2)).isTrue();
    assertThat(dictionary.is(0, bytes, 1, 2)).isFalse();
    assertThat(dictionary.is(0, bytes, 0, 3)).isFalse();
    assertThat(dictionary.is(1, bytes, 4, 0)).isTrue();
  }

  @Test
  void new_withWordTwice_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ByteDictionary(List.of("a", "b", "a")))
        .withMessageContaining("a");
  }

  private static int find(ByteDictionary dictionary, String word, SplittableRandom random) {
    byte[] utf8 = word.getBytes(UTF_8);
    byte[] around = new byte[utf8.length + 20];
    random.nextBytes(around);
    int offset = random.nextInt(0, 20);
    System.arraycopy(utf8, 0, around, offset, utf8.length);
    return dictionary.find(around, offset, utf8.length);
  }

  private static Set<String> words(SplittableRandom random, int count) {
    Set<String> words = new LinkedHashSet<>();
    for (int i = 0; i < count; i++) {
      StringBuilder word = new StringBuilder();
      int letters = random.nextInt(0, 20);
      for (int letter = 0; letter < letters; letter++) {
        word.append(LETTERS[random.nextInt(LETTERS.length)]);
      }
      words.add(word.toString());
    }
    return words;
  }
}

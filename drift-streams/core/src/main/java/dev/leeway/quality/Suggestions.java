package dev.leeway.quality;

import dev.leeway.profile.CategoricalProfile;
import dev.leeway.profile.ColumnKind;
import dev.leeway.profile.ColumnLayout;
import dev.leeway.profile.ColumnProfile;
import dev.leeway.profile.Layout;
import dev.leeway.profile.NumericProfile;
import dev.leeway.profile.Profile;
import dev.leeway.profile.SpecialBin;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Constraints that a reference gives reason to. Limits leave room for chance: a window of {@link
 * #WINDOW} rows from the same source stays within each with three standard deviations.
 */
public final class Suggestions {

  /** Rows of a window that limits leave room for. */
  public static final int WINDOW = 1_000;

  /** Columns with at most so many categories are listed, as a person can check the list. */
  private static final int LISTED = 20;

  /** A column with a value more frequent than this may be constant for a while. */
  private static final double FREQUENT = 0.5;

  /** Repeated values are told with bounds of some 5 %, so no lower limit can be held. */
  private static final double TOLD_APART = 0.05;

  private final List<Suggestion> suggestions = new ArrayList<>();
  private final Layout layout;
  private final Profile profile;

  private Suggestions(Layout layout, Profile profile) {
    this.layout = layout;
    this.profile = profile;
  }

  /** Suggestions by column, in the layout's order. */
  public static List<Suggestion> of(Layout layout, Profile profile) {
    Suggestions all = new Suggestions(layout, profile);
    for (int place = 0; place < layout.columns().size(); place++) {
      all.column(place);
    }
    return all.suggestions;
  }

  private void column(int place) {
    ColumnLayout column = layout.columns().get(place);
    ColumnProfile found = profile.columns().get(place);
    // Facets of a column share its name before a colon, and its missing values.
    if (found.present() == 0 || !column.column().equals(column.name())) return;
    String name = column.name();
    double missing = (double) profile.missing(place) / profile.rows();
    add(new MissingValues(name, room(missing)), share("missing", missing));
    double wrong = (double) found.wrongType() / found.present();
    add(new TypeErrors(name, room(wrong)), share("of another type", wrong));
    if (found instanceof NumericProfile numeric && column.kind() == ColumnKind.NUMERIC) {
      range(name, numeric);
    }
    if (column instanceof ColumnLayout.Categorical categorical
        && found instanceof CategoricalProfile counted) {
      categories(categorical, counted);
    }
    if (mostFrequent(found) <= FREQUENT) {
      add(new NotConstant(name), "no value in more than half of the rows");
    }
  }

  /** Of n rows, the next is beyond all of them about twice in n times. */
  private void range(String name, NumericProfile numeric) {
    if (numeric.finite() < 2 || numeric.min() == numeric.max()) return;
    double from = numeric.min() >= 0 ? 0 : numeric.min();
    long numbers = numeric.present() - numeric.wrongType();
    double beyond = Math.min(1, 2.0 / numeric.finite() + 1 - (double) numeric.finite() / numbers);
    add(
        new ValueRange(name, from, numeric.max(), room(beyond)),
        "from " + numeric.min() + " to " + numeric.max());
  }

  private void categories(ColumnLayout.Categorical column, CategoricalProfile counted) {
    long values = counted.present() - counted.wrongType();
    if (values == 0) return;
    String name = column.name();
    Finding repeated = new RepeatedValues(name, 0).find(column, counted, profile.rows());
    if (values > WINDOW && repeated instanceof Finding.Seen seen && seen.best() < TOLD_APART) {
      add(new RepeatedValues(name, TOLD_APART), "nearly every value is different");
      return;
    }
    long fresh = counted.special(SpecialBin.NEW_CATEGORY);
    long once = Arrays.stream(counted.counts()).filter(count -> count == 1).count();
    // Good and Turing: the next value is a new one about as often as values came just once.
    double unseen = room((double) (fresh + once) / values);
    Set<String> names = new TreeSet<>(column.categories());
    if (fresh == 0 && names.size() <= LISTED && column.kind() == ColumnKind.CATEGORICAL) {
      add(new AllowedValues(name, names, unseen), names.size() + " different values");
    } else {
      add(new NewCategories(name, unseen), names.size() + " values are known by name");
    }
  }

  /** At most this share of the rows has one and the same value. */
  private double mostFrequent(ColumnProfile found) {
    long most = Arrays.stream(found.counts()).max().orElse(0);
    for (SpecialBin bin : SpecialBin.values()) {
      if (bin != SpecialBin.NEW_CATEGORY) most = Math.max(most, found.special(bin));
    }
    return (double) Math.max(most, found.special(SpecialBin.NEW_CATEGORY)) / found.present();
  }

  /** The share with room for chance, rounded up to two digits; nothing stays nothing. */
  private static double room(double share) {
    if (share == 0) return 0;
    double wide = share + 3 * Math.sqrt(share * (1 - share) / WINDOW);
    double digit = Math.pow(10, Math.floor(Math.log10(wide)) - 1);
    // Division first: 0.0123 / 0.001 rounded up and divided again stays short.
    return Math.min(1, Math.ceil(wide / digit) / Math.rint(1 / digit));
  }

  private String share(String words, double share) {
    if (share == 0) return "none " + words + " in " + profile.rows() + " rows";
    return ConstraintKind.MISSING.words(share) + " " + words;
  }

  private void add(Constraint constraint, String why) {
    suggestions.add(new Suggestion(constraint, why));
  }
}

package dev.leeway.config.yaml;

import dev.leeway.config.yaml.YamlNode.Item;
import dev.leeway.config.yaml.YamlNode.Mapping;
import dev.leeway.config.yaml.YamlNode.Scalar;
import dev.leeway.config.yaml.YamlNode.ScalarType;
import dev.leeway.config.yaml.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * Reads one YAML document. What can hide a mistake or run away is refused: anchors and aliases,
 * tags, a key given twice, a second document, deep nesting.
 */
final class YamlReader {

  /** Deepest nesting; ours need 5. */
  private static final int MAX_DEPTH = 32;

  private final String source;
  private final Problems problems;
  private final ScalarResolver resolver = new CoreSchema().getScalarResolver();

  private YamlReader(String source, Problems problems) {
    this.source = source;
    this.problems = problems;
  }

  /** The document's root; empty for a document without content, or one that is not YAML. */
  static Optional<YamlNode> read(String source, String text, Problems problems) {
    return new YamlReader(source, problems).document(text);
  }

  private Optional<YamlNode> document(String text) {
    LoadSettings settings = LoadSettings.builder().setLabel(source).build();
    try {
      Iterator<Event> events = new Parse(settings).parseString(text).iterator();
      Optional<YamlNode> root = Optional.empty();
      while (events.hasNext()) {
        Event event = events.next();
        if (event instanceof NodeEvent) {
          if (root.isPresent()) {
            problems.add(position(event), "", "only one document may stand in a file");
            return root;
          }
          root = Optional.of(node(event, events, 0));
        }
      }
      return root;
    } catch (MarkedYamlEngineException e) {
      Optional<Mark> mark = e.getProblemMark().or(e::getContextMark);
      problems.add(position(mark), "", "not YAML: " + oneLine(String.valueOf(e.getProblem())));
    } catch (ReaderException e) {
      problems.add(place(text, e.getPosition()), "", "a character that YAML does not allow");
    } catch (TooDeepException e) {
      problems.add(e.at, "", "nested more than " + MAX_DEPTH + " deep");
    } catch (YamlEngineException e) {
      problems.add(Position.of(source), "", "not YAML: " + oneLine(String.valueOf(e.getMessage())));
    }
    return Optional.empty();
  }

  private YamlNode node(Event event, Iterator<Event> events, int depth) {
    Position at = position(event);
    if (depth > MAX_DEPTH) throw new TooDeepException(at);
    refuseAnchor((NodeEvent) event, at);
    if (event instanceof ScalarEvent scalar) return scalar(scalar, at);
    if (event instanceof SequenceStartEvent start) {
      refuseTag(start.getTag(), at);
      return sequence(at, events, depth);
    }
    if (event instanceof MappingStartEvent start) {
      refuseTag(start.getTag(), at);
      return mapping(at, events, depth);
    }
    // An alias, which refuseAnchor has told.
    return new Scalar(at, "", ScalarType.NOTHING);
  }

  private Scalar scalar(ScalarEvent event, Position at) {
    refuseTag(event.getTag(), at);
    if (!event.isPlain()) return new Scalar(at, event.getValue(), ScalarType.TEXT);
    Tag tag = resolver.resolve(event.getValue(), true);
    ScalarType type = ScalarType.TEXT;
    if (tag.equals(Tag.INT)) type = ScalarType.INTEGER;
    else if (tag.equals(Tag.FLOAT)) type = ScalarType.DECIMAL;
    else if (tag.equals(Tag.BOOL)) type = ScalarType.FLAG;
    else if (tag.equals(Tag.NULL)) type = ScalarType.NOTHING;
    return new Scalar(at, event.getValue(), type);
  }

  private Sequence sequence(Position at, Iterator<Event> events, int depth) {
    List<YamlNode> values = new ArrayList<>();
    for (Event event = events.next();
        event.getEventId() != Event.ID.SequenceEnd;
        event = events.next()) {
      values.add(node(event, events, depth + 1));
    }
    return new Sequence(at, values);
  }

  private Mapping mapping(Position at, Iterator<Event> events, int depth) {
    Map<String, Item> entries = new LinkedHashMap<>();
    for (Event event = events.next();
        event.getEventId() != Event.ID.MappingEnd;
        event = events.next()) {
      YamlNode key = node(event, events, depth + 1);
      YamlNode value = node(events.next(), events, depth + 1);
      if (!(key instanceof Scalar name) || name.text().isEmpty() || name.text().equals("<<")) {
        problems.add(key.at(), "", "a key must be plain text");
      } else {
        Item first = entries.putIfAbsent(name.text(), new Item(key.at(), value));
        if (first != null) {
          problems.add(key.at(), name.text(), "given twice, first on line " + first.at().line());
        }
      }
    }
    return new Mapping(at, entries);
  }

  private void refuseAnchor(NodeEvent event, Position at) {
    if (event instanceof AliasEvent) {
      problems.add(at, "", "aliases (*name) are not supported: write the value out");
    } else {
      Optional<Anchor> anchor = event.getAnchor();
      if (anchor.isPresent()) problems.add(at, "", "anchors (&name) are not supported");
    }
  }

  private void refuseTag(Optional<String> tag, Position at) {
    if (tag.isPresent()) problems.add(at, "", "tags (!name) are not supported");
  }

  private Position position(Event event) {
    return position(event.getStartMark());
  }

  private Position position(Optional<Mark> mark) {
    return mark.map(m -> new Position(source, m.getLine() + 1, m.getColumn() + 1))
        .orElseGet(() -> Position.of(source));
  }

  private Position place(String text, int index) {
    int end = Math.min(Math.max(index, 0), text.length());
    int line = 1 + (int) text.substring(0, end).chars().filter(c -> c == '\n').count();
    return new Position(source, line, end - text.lastIndexOf('\n', end - 1));
  }

  private static String oneLine(String message) {
    return message.replaceAll("\\s+", " ").strip();
  }

  private static final class TooDeepException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Position at;

    TooDeepException(Position at) {
      super("too deep", null, false, false);
      this.at = at;
    }
  }
}

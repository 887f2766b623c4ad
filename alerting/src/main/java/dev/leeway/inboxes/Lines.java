package dev.leeway.inboxes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.leeway.delivery.Channel;
import dev.leeway.delivery.Line;
import dev.leeway.delivery.Outcome;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * A file or the standard output: each message is one line, the CloudEvent as JSON. After a crash a
 * line can be there twice; its {@code id} tells.
 *
 * @param file appended to, and on disk before the message counts as delivered; empty for the
 *     standard output
 */
public record Lines(Optional<Path> file) implements Inbox {

  public Lines {
    requireNonNull(file, "file");
  }

  @Override
  public Channel channel(Line line) {
    return dispatch -> {
      String text = dispatch.message().body().replace("\r", "").replace("\n", "") + "\n";
      try {
        if (file.isPresent()) {
          append(file.get(), text);
        } else {
          System.out.print(text);
          System.out.flush();
        }
        return new Outcome.Delivered("written");
      } catch (IOException e) {
        return new Outcome.Unavailable("the file cannot be written");
      }
    };
  }

  @Override
  public String shown(Notice notice) {
    return notice.data().toString();
  }

  private static void append(Path file, String text) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(UTF_8));
      while (bytes.hasRemaining()) channel.write(bytes);
      channel.force(false);
    }
  }
}

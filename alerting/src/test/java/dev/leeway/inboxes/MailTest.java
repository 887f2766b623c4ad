package dev.leeway.inboxes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import dev.leeway.call.AddressRules;
import dev.leeway.call.GuardedCaller;
import dev.leeway.call.HttpLimits;
import dev.leeway.call.Secret;
import dev.leeway.delivery.Channel;
import dev.leeway.delivery.Line;
import dev.leeway.delivery.Outcome;
import dev.leeway.inboxes.Mail.Login;
import dev.leeway.inboxes.Mail.Security;
import dev.leeway.inboxes.Mail.Server;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Against a mail server that takes messages as others do. */
@Timeout(60)
class MailTest {

  private final GreenMail sink =
      new GreenMail(
          new ServerSetup[] {
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS)
          });

  @BeforeEach
  void start() {
    sink.start();
  }

  @AfterEach
  void stop() {
    sink.stop();
  }

  @Test
  void send_handsOverOneMessageForEveryone() throws Exception {
    Mail mail = mail(plain(Optional.empty()), "ada@example.org", "grace@example.org");
    assertThat(Trial.send(mail, Trial.firing())).isEqualTo(new Outcome.Delivered("250"));
    assertThat(sink.getReceivedMessages()).hasSize(2);
    MimeMessage message = sink.getReceivedMessages()[0];
    assertThat(message.getSubject()).isEqualTo("[firing] flight-delay version 1: drift");
    assertThat(message.getMessageID()).isEqualTo("<id-1@leeway>");
    assertThat(message.getHeader("References")).containsExactly("<print-2@leeway>");
    assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    assertThat(GreenMailUtil.getBody(message))
        .contains("verdicts: https://leeway.example.com/v1/models/flight-delay");
  }

  /** A name with a line break must not begin a line, least of all a header. */
  @Test
  void send_keepsNamesInTheirLine() throws Exception {
    Trial.send(mail(plain(Optional.empty()), "ada@example.org"), Trial.firing());
    MimeMessage message = sink.getReceivedMessages()[0];
    assertThat(message.getHeader("Bcc")).isNull();
    assertThat(GreenMailUtil.getBody(message).lines()).noneMatch(line -> line.startsWith("Bcc"));
  }

  @Test
  void send_logsIn() throws Exception {
    sink.setUser("leeway", "pa55");
    Login right = new Login("leeway", new Secret("pa55"));
    Login wrong = new Login("leeway", new Secret("guess"));
    assertThat(Trial.send(mail(plain(Optional.of(right)), "ada@example.org"), Trial.firing()))
        .isEqualTo(new Outcome.Delivered("250"));
    assertThat(Trial.send(mail(plain(Optional.of(wrong)), "ada@example.org"), Trial.firing()))
        .isEqualTo(new Outcome.Refused("login refused"));
  }

  /** Its certificate is of its own making, so nothing is told to it. */
  @Test
  void send_tellsNothingToAServerNobodyVouchesFor() throws Exception {
    Server tls = new Server("127.0.0.1", sink.getSmtps().getPort(), Security.TLS, Optional.empty());
    assertThat(Trial.send(mail(tls, "ada@example.org"), Trial.firing()))
        .isEqualTo(new Outcome.Unavailable("connection lost"));
    assertThat(sink.getReceivedMessages()).isEmpty();
  }

  @Test
  void send_insistsOnStarttls() throws Exception {
    Server server =
        new Server("127.0.0.1", sink.getSmtp().getPort(), Security.STARTTLS, Optional.empty());
    assertThat(Trial.send(mail(server, "ada@example.org"), Trial.firing()))
        .isInstanceOf(Outcome.Unavailable.class);
    assertThat(sink.getReceivedMessages()).isEmpty();
  }

  @Test
  void send_readsTheServersRefusals() throws Exception {
    assertThat(greeted("554 no service here")).isInstanceOf(Outcome.Unavailable.class);
    assertThat(scripted("550 no such user")).isEqualTo(new Outcome.Refused("550"));
    assertThat(scripted("451 try later")).isEqualTo(new Outcome.Unavailable("451"));
  }

  @Test
  void send_connectsOnlyWhereItIsAllowed() throws Exception {
    try (GuardedCaller caller = new GuardedCaller(AddressRules.PUBLIC, HttpLimits.DEFAULT);
        Channel channel =
            mail(plain(Optional.empty()), "ada@example.org")
                .channel(new Line(caller, AddressRules.PUBLIC, InstantSource.fixed(Trial.NOW)))) {
      assertThat(channel.send(Trial.firing()))
          .isEqualTo(new Outcome.Refused("address not allowed"));
    }
    assertThat(sink.getReceivedMessages()).isEmpty();
  }

  @Test
  void new_refusesWhatIsNoAddress() {
    Server server = new Server("mail.example.org", 587, Security.STARTTLS, Optional.empty());
    for (String no : new String[] {"ada", "ada@@example.org", "a@b.c\r\nBcc: eve@example.org"}) {
      assertThatThrownBy(() -> mail(server, no)).hasMessageContaining("to:");
    }
  }

  private Server plain(Optional<Login> login) {
    return new Server("127.0.0.1", sink.getSmtp().getPort(), Security.NONE, login);
  }

  private static Mail mail(Server server, String... to) {
    return new Mail(server, "Leeway <leeway@example.org>", List.of(to), Template.SUMMARY);
  }

  private static Outcome greeted(String greeting) throws Exception {
    return spoken(greeting, "221 bye");
  }

  /** A server that takes everything but the recipient. */
  private static Outcome scripted(String toRecipient) throws Exception {
    return spoken("220 hello", "250 hello", "250 sender ok", toRecipient, "250 reset", "221 bye");
  }

  private static Outcome spoken(String... lines) throws Exception {
    Thread talker;
    Outcome outcome;
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      talker = new Thread(() -> talk(server, lines), "smtp-script");
      talker.start();
      outcome =
          Trial.send(
              mail(
                  new Server("127.0.0.1", server.getLocalPort(), Security.NONE, Optional.empty()),
                  "ada@example.org"),
              Trial.firing());
    }
    talker.join();
    return outcome;
  }

  private static void talk(ServerSocket server, String... lines) {
    try (Socket socket = server.accept()) {
      java.io.BufferedReader in =
          new java.io.BufferedReader(
              new java.io.InputStreamReader(socket.getInputStream(), "UTF-8"));
      for (String line : lines) {
        socket.getOutputStream().write((line + "\r\n").getBytes("UTF-8"));
        socket.getOutputStream().flush();
        if (in.readLine() == null) return;
      }
    } catch (IOException e) {
      // The client hung up, which is its right.
      Thread.currentThread().interrupt();
    }
  }
}

package dev.leeway.inboxes;

import static java.util.Objects.requireNonNull;

import dev.leeway.call.Secret;
import dev.leeway.delivery.Channel;
import dev.leeway.delivery.Line;
import dev.leeway.delivery.Outcome;
import dev.leeway.outbox.Dispatch;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;

/**
 * E-mail, handed over by SMTP. Messages of one incident are one thread in a mail reader.
 *
 * @param server the mail server
 * @param from sender
 * @param to recipients
 * @param template of the text
 */
public record Mail(Server server, String from, List<String> to, Template template)
    implements Inbox {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration TOTAL = Duration.ofSeconds(30);
  private static final int LONGEST_SUBJECT = 200;

  /** How the way to the server is kept from others' eyes. */
  public enum Security {
    /** Plain at first; without a good answer to STARTTLS nothing is sent. */
    STARTTLS,
    /** TLS from the first byte. */
    TLS,
    /** None. Only for a server on this machine. */
    NONE
  }

  /** A login. */
  public record Login(String user, Secret password) {

    public Login {
      requireNonNull(user, "user");
      requireNonNull(password, "password");
    }
  }

  /** A mail server. */
  public record Server(String host, int port, Security security, Optional<Login> login) {

    public Server {
      if (host.isBlank()) throw new IllegalArgumentException("host: is blank");
      if (port < 1 || port > 65_535) throw new IllegalArgumentException("port: " + port);
      requireNonNull(security, "security");
      requireNonNull(login, "login");
    }
  }

  /**
   * @throws IllegalArgumentException if there is no recipient or an address is none
   */
  public Mail {
    requireNonNull(server, "server");
    requireNonNull(template, "template");
    to = List.copyOf(to);
    if (to.isEmpty()) throw new IllegalArgumentException("to: needs one address at least");
    address("from", from);
    to.forEach(one -> address("to", one));
  }

  @Override
  public Channel channel(Line line) {
    return new Way(line);
  }

  @Override
  public String shown(Notice notice) {
    return "From: "
        + from
        + "\nTo: "
        + String.join(", ", to)
        + "\nSubject: "
        + subject(notice)
        + "\n\n"
        + text(notice);
  }

  private static InternetAddress address(String key, String text) {
    try {
      InternetAddress address = new InternetAddress(text, true);
      address.validate();
      return address;
    } catch (AddressException e) {
      throw new IllegalArgumentException(key + ": not a mail address: " + text, e);
    }
  }

  /** One connection for each message: alerts are rare, and servers end idle ones. */
  private final class Way implements Channel {

    private final Line line;
    private final ExecutorService thread =
        Executors.newCachedThreadPool(
            work -> {
              Thread made = new Thread(work, "leeway-mail");
              made.setDaemon(true);
              return made;
            });

    Way(Line line) {
      this.line = line;
    }

    @Override
    public Outcome send(Dispatch dispatch) throws InterruptedException {
      CheckedSockets sockets = new CheckedSockets(line.rules(), server.security() != Security.NONE);
      Future<Outcome> outcome = thread.submit(() -> hand(dispatch, sockets));
      try {
        return outcome.get(TOTAL.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        return new Outcome.Unavailable("timeout");
      } catch (ExecutionException e) {
        throw new IllegalStateException("the mail client failed", e.getCause());
      } finally {
        // A server that talks slowly is never silent long enough for a time-out of its own.
        sockets.close();
      }
    }

    @Override
    public void close() {
      thread.shutdownNow();
    }

    private Outcome hand(Dispatch dispatch, CheckedSockets sockets) {
      Session session = Session.getInstance(properties(sockets));
      try (Transport transport = session.getTransport("smtp")) {
        Optional<Login> login = server.login();
        transport.connect(
            server.host(),
            server.port(),
            login.map(Login::user).orElse(null),
            login.map(given -> given.password().reveal()).orElse(null));
        MimeMessage message = message(session, dispatch);
        transport.sendMessage(message, message.getAllRecipients());
        return new Outcome.Delivered("250");
      } catch (MessagingException e) {
        return sockets.forbade() ? new Outcome.Refused("address not allowed") : outcome(e);
      }
    }

    private MimeMessage message(Session session, Dispatch dispatch) throws MessagingException {
      Notice notice = Notice.of(dispatch);
      MimeMessage message = new Identified(session, "<" + notice.id() + "@leeway>");
      message.setFrom(address("from", from));
      for (String one : to) message.addRecipient(Message.RecipientType.TO, address("to", one));
      message.setSubject(subject(notice), "UTF-8");
      message.setText(text(notice), "UTF-8");
      message.setSentDate(Date.from(line.clock().instant()));
      message.setHeader("References", "<" + notice.incident() + "@leeway>");
      message.setHeader("Auto-Submitted", "auto-generated");
      message.setHeader("X-Leeway-Id", notice.id());
      return message;
    }

    private Properties properties(CheckedSockets sockets) {
      Properties properties = new Properties();
      String patience = String.valueOf(PATIENCE.toMillis());
      properties.put("mail.smtp.connectiontimeout", patience);
      properties.put("mail.smtp.timeout", patience);
      properties.put("mail.smtp.writetimeout", patience);
      properties.put("mail.smtp.socketFactory", sockets);
      properties.put("mail.smtp.socketFactory.fallback", "false");
      properties.put("mail.smtp.auth", String.valueOf(server.login().isPresent()));
      properties.put("mail.smtp.ssl.checkserveridentity", "true");
      properties.put("mail.smtp.ssl.enable", String.valueOf(server.security() == Security.TLS));
      String starttls = String.valueOf(server.security() == Security.STARTTLS);
      properties.put("mail.smtp.starttls.enable", starttls);
      properties.put("mail.smtp.starttls.required", starttls);
      return properties;
    }
  }

  private static String subject(Notice notice) {
    return Cut.to(LONGEST_SUBJECT, oneLine(notice.title()));
  }

  private String text(Notice notice) {
    StringBuilder text = new StringBuilder(template.of(notice, Mail::oneLine));
    notice
        .links()
        .forEach((name, link) -> text.append("\n\n").append(name).append(": ").append(link));
    return text.append('\n').toString();
  }

  /** A line break in a name would begin a line that looks like ours. */
  static String oneLine(String text) {
    return text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ");
  }

  /** What the server's refusal means: a 4xx passes, a 5xx does not. */
  private static Outcome outcome(MessagingException failure) {
    if (failure instanceof AuthenticationFailedException) {
      return new Outcome.Refused("login refused");
    }
    for (Exception e = failure; e instanceof MessagingException next; e = next.getNextException()) {
      int code = code(next);
      if (code >= 500) return new Outcome.Refused(String.valueOf(code));
      if (code >= 400) return new Outcome.Unavailable(String.valueOf(code));
    }
    return new Outcome.Unavailable("connection lost");
  }

  private static int code(MessagingException failure) {
    if (failure instanceof SMTPSendFailedException send) return send.getReturnCode();
    if (failure instanceof SMTPAddressFailedException to) return to.getReturnCode();
    if (failure instanceof SMTPSenderFailedException from) return from.getReturnCode();
    return 0;
  }

  /** Keeps its id: that of the message, the same at every attempt. */
  private static final class Identified extends MimeMessage {

    private final String id;

    Identified(Session session, String id) {
      super(session);
      this.id = id;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", id);
    }
  }
}

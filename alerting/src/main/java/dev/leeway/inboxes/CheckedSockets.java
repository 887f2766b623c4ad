package dev.leeway.inboxes;

import dev.leeway.call.AddressRules;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.SocketFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sockets that connect only to where it is allowed; all of them can be closed at once. */
final class CheckedSockets extends SocketFactory implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(CheckedSockets.class);

  private final AddressRules rules;
  private final boolean secured;
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private volatile boolean forbade;

  /**
   * @param secured whether public addresses are allowed: what is said there is encrypted
   */
  CheckedSockets(AddressRules rules, boolean secured) {
    this.rules = rules;
    this.secured = secured;
  }

  /** Whether an address was not allowed. */
  boolean forbade() {
    return forbade;
  }

  @Override
  public Socket createSocket() {
    Socket socket = new Checked();
    open.add(socket);
    return socket;
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
      throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public void close() {
    for (Socket socket : open) {
      try {
        socket.close();
      } catch (IOException e) {
        LOG.debug("closing a connection to a mail server", e);
      }
    }
  }

  private Socket connected(SocketAddress address) throws IOException {
    Socket socket = createSocket();
    socket.connect(address);
    return socket;
  }

  /** Looks at the very address that it connects to. */
  private final class Checked extends Socket {

    @Override
    public void connect(SocketAddress endpoint, int timeout) throws IOException {
      if (!(endpoint instanceof InetSocketAddress internet)
          || internet.isUnresolved()
          || !rules.permits(internet.getAddress(), secured)) {
        forbade = !(endpoint instanceof InetSocketAddress unknown) || !unknown.isUnresolved();
        throw new IOException("address not allowed");
      }
      super.connect(endpoint, timeout);
    }
  }
}

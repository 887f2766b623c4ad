import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/** Ends with 0 when the address answers 200: what curl would do, which the image does not have. */
final class Health {

  public static void main(String[] args) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection) URI.create(args[0]).toURL().openConnection();
    connection.setConnectTimeout(3_000);
    connection.setReadTimeout(3_000);
    System.exit(connection.getResponseCode() == 200 ? 0 : 1);
  }
}

package io.github.jsonlpreflight.uploader;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** The seam to name look-up. */
@FunctionalInterface
interface HostLookup {
  HostLookup SYSTEM = InetAddress::getAllByName;

  InetAddress[] addresses(String host) throws UnknownHostException;

  /** Tells whether one of a host's addresses is not on the open Internet. */
  default boolean isPrivate(String host) throws UnknownHostException {
    for (InetAddress address : addresses(withoutBrackets(host))) {
      if (address.isLoopbackAddress()
          || address.isSiteLocalAddress()
          || address.isLinkLocalAddress()
          || address.isAnyLocalAddress()
          || address.isMulticastAddress()
          || isOtherwiseReserved(address.getAddress())) {
        return true;
      }
    }
    return false;
  }

  /** Tells whether a host is this very machine, from its name alone. */
  static boolean isLoopback(String host) {
    String name = withoutBrackets(host);
    return name.equalsIgnoreCase("localhost")
        || name.equals("::1")
        || name.matches("127(\\.\\d{1,3}){3}");
  }

  /** What RFC 6890 calls not global, and {@link InetAddress} has no word for. */
  private static boolean isOtherwiseReserved(byte[] bytes) {
    int first = bytes[0] & 0xFF;
    int second = bytes[1] & 0xFF;
    if (bytes.length == 4) {
      return first == 0
          || first >= 240
          || (first == 100 && (second & 0xC0) == 64) // carriers' networks, and some clouds' own
          || (first == 198 && (second & 0xFE) == 18)
          || (first == 192 && second == 0 && bytes[2] == 0);
    }
    boolean isUniqueLocal = (first & 0xFE) == 0xFC;
    // A translator makes an IPv4 address of these, a private one perhaps; storage has no need to.
    boolean isTranslated = first == 0 && second == 0x64 && bytes[2] == (byte) 0xFF;
    return isUniqueLocal || isTranslated;
  }

  private static String withoutBrackets(String host) {
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }
}

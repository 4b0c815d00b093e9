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
          || isUniqueLocal(address)) {
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

  /** RFC 4193: the private range of IPv6, which {@link InetAddress} has no word for. */
  private static boolean isUniqueLocal(InetAddress address) {
    byte[] bytes = address.getAddress();
    return bytes.length == 16 && (bytes[0] & 0xFE) == 0xFC;
  }

  private static String withoutBrackets(String host) {
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }
}

package io.voxbus.module.speech;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secrets that two parties share, by their names. All of them are good for checking, and the
 * first for signing, so that a key can be replaced without an interruption.
 *
 * <p>A signature is HMAC-SHA256 (RFC 2104, FIPS 180-4).
 */
public final class SigningKeys {
  private static final String ALGORITHM = "HmacSHA256";

  /** A key has at least half the bytes of the digest; RFC 2104, section 3 wants all of them. */
  private static final Pattern LINE =
      Pattern.compile("([A-Za-z0-9._-]{1,64})\\s+((?:[0-9A-Fa-f]{2}){16,})");

  private final Map<String, SecretKeySpec> keys;
  private final Map.Entry<String, SecretKeySpec> first;

  private SigningKeys(Map<String, SecretKeySpec> keys) {
    this.keys = keys;
    this.first = keys.entrySet().iterator().next();
  }

  /**
   * Reads a file with a key on each line: its name, a blank, and at least 16 random bytes in
   * hexadecimal digits. Blank lines and lines that begin with {@code #} say nothing.
   *
   * @param file as {@link SecretFile#read} takes it
   * @throws IllegalArgumentException when it is not such a file; the message names file, line and
   *     mend, and nothing of what is in it
   */
  public static SigningKeys read(Path file) {
    List<String> lines =
        new String(SecretFile.read(file), StandardCharsets.UTF_8)
            .lines()
            .map(String::strip)
            .toList();
    Map<String, SecretKeySpec> keys = new LinkedHashMap<>();
    for (int line = 0; line < lines.size(); line++) {
      String text = lines.get(line);
      if (!text.isEmpty() && !text.startsWith("#") && !add(text, keys)) {
        throw new IllegalArgumentException(
            "%s, line %d is no key; write a name that is new, a blank and what openssl rand -hex 32 prints"
                .formatted(file, line + 1));
      }
    }
    if (keys.isEmpty()) {
      throw new IllegalArgumentException(
          file + " holds no key; write a name, a blank and what openssl rand -hex 32 prints");
    }
    return new SigningKeys(keys);
  }

  /** The name of the key that signs. */
  public String signer() {
    return first.getKey();
  }

  /** Signs with the first key. */
  public ByteString sign(byte[] bytes) {
    return ByteString.copyFrom(mac(bytes, first.getValue()));
  }

  /** Whether the named key, if there is one, made this signature over these bytes. */
  public boolean verify(String name, byte[] bytes, ByteString signature) {
    SecretKeySpec key = keys.get(name);
    // In constant time, so that no attempt tells how near it came.
    return key != null && MessageDigest.isEqual(mac(bytes, key), signature.toByteArray());
  }

  /** The keys' names, never the keys. */
  @Override
  public String toString() {
    return "keys " + keys.keySet();
  }

  private static boolean add(String line, Map<String, SecretKeySpec> keys) {
    Matcher parts = LINE.matcher(line);
    if (!parts.matches()) {
      return false;
    }
    byte[] secret = HexFormat.of().parseHex(parts.group(2));
    return keys.putIfAbsent(parts.group(1), new SecretKeySpec(secret, ALGORITHM)) == null;
  }

  private static byte[] mac(byte[] bytes, SecretKeySpec key) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }
}

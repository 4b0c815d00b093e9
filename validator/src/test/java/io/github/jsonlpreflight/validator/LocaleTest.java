package io.github.jsonlpreflight.validator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is said must not depend on where the machine stands: people and programs compare it. */
class LocaleTest {
  /** German words, Turkish letters, Arabic digits. */
  @Timeout(120)
  @Test
  void saysTheSameEverywhere() throws Exception {
    String english = saidIn("en");
    assertThat(english.lines()).hasSizeGreaterThan(20);
    assertThat(saidIn("de-DE")).isEqualTo(english);
    assertThat(saidIn("tr-TR")).isEqualTo(english);
    assertThat(saidIn("ar-EG-u-nu-arab")).isEqualTo(english);
  }

  private static String saidIn(String languageTag) throws IOException, InterruptedException {
    Process java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                SaidInLocale.class.getName(),
                languageTag)
            .redirectError(Redirect.DISCARD)
            .start();
    String said = new String(java.getInputStream().readAllBytes(), UTF_8);
    assertThat(java.waitFor()).as("exit code in %s", languageTag).isZero();
    return said;
  }
}

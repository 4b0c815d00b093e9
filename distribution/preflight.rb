# The formula of Homebrew; .ci/release puts in what stands between at signs.
class Preflight < Formula
  desc "Check, cut and upload JSON Lines files to datasets"
  homepage "@HOMEPAGE@"
  url "@URL@/preflight-@VERSION@.tar.gz"
  sha256 "@SHA256@"
  license "Apache-2.0"

  depends_on "openjdk"

  def install
    rm "bin/preflight.cmd"
    libexec.install Dir["*"]
    (bin/"preflight").write_env_script libexec/"bin/preflight", Language::Java.overridable_java_home_env
    bash_completion.install libexec/"completion/preflight"
    zsh_completion.install libexec/"completion/_preflight"
    man1.install Dir[libexec/"share/man/man1/*.1"]
  end

  test do
    (testpath/"schema.json").write '{"strict":true,"fields":{"text":{"type":"text"}}}'
    (testpath/"records.jsonl").write "{\"text\":\"good\"}\n{}\n"
    output = shell_output("#{bin}/preflight validate --schema schema.json records.jsonl", 1)
    assert_match "2 records: 1 valid, 1 invalid", output
  end
end

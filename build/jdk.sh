# Sourced by ./postmeridian and ./verify: finds JDK 25 or newer and exports JAVA_HOME.
jdk_release() { # DIR -> its feature release, or nothing
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null
}

jdk_find() {
  local candidate path_java
  path_java=$(command -v javac 2>/dev/null || true)
  [ -z "$path_java" ] || path_java=$(dirname "$(dirname "$(readlink -f "$path_java")")")
  for candidate in "${JAVA_HOME:-}" "$path_java" \
    /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* /usr/local/jdk* /usr/local/java/* \
    "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home; do
    [ -n "$candidate" ] && [ -x "$candidate/bin/javac" ] || continue
    if [ "$(jdk_release "$candidate")" -ge 25 ] 2>/dev/null; then
      printf '%s\n' "$candidate"
      return 0
    fi
  done
  return 1
}

if ! JAVA_HOME=$(jdk_find); then
  cat >&2 <<'WHY'
Postmeridian needs a JDK 25 (a JDK, not only a JRE), and none was found in JAVA_HOME, on the path
or in the usual folders (/usr/lib/jvm, /opt, ~/.sdkman, ~/.jdks, /Library/Java).
Install one, such as Eclipse Temurin 25 (temurin-25-jdk) or openjdk-25-jdk, or point JAVA_HOME at it.
WHY
  exit 69
fi
export JAVA_HOME

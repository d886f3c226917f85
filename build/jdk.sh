# Sourced by ./postmeridian and ./verify: finds JDK 25 or newer and exports JAVA_HOME.
# POSTMERIDIAN_JDK_ROOTS, folders separated by colons, replaces the usual places to look in.
jdk_release() { # DIR -> its feature release, or nothing
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null
}

jdk_roots() { # every folder that may be a JDK, one a line, the user's own choice first
  local java_path root
  [ -z "${JAVA_HOME:-}" ] || printf '%s\n' "$JAVA_HOME"
  java_path=$(command -v javac 2>/dev/null || true)
  if [ -n "$java_path" ]; then
    java_path=$(readlink -f "$java_path" 2>/dev/null || printf '%s' "$java_path")
    dirname "$(dirname "$java_path")"
  fi
  if [ -n "${POSTMERIDIAN_JDK_ROOTS+set}" ]; then
    local IFS=:
    for root in $POSTMERIDIAN_JDK_ROOTS; do
      printf '%s\n' "$root"/*
    done
    return
  fi
  printf '%s\n' /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /opt/java/* /opt/jdk* /opt/*jdk* \
    /usr/local/jdk* /usr/local/java/* "${HOME:-/nonexistent}"/.sdkman/candidates/java/* \
    "${HOME:-/nonexistent}"/.jdks/* /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    /Library/Java/JavaVirtualMachines/*/Contents/Home \
    "${HOME:-/nonexistent}"/Library/Java/JavaVirtualMachines/*/Contents/Home
}

jdk_find() {
  local candidate
  while IFS= read -r candidate; do
    [ -x "$candidate/bin/javac" ] || continue
    if [ "$(jdk_release "$candidate")" -ge 25 ] 2>/dev/null; then
      printf '%s\n' "$candidate"
      return 0
    fi
  done <<EOF
$(jdk_roots)
EOF
  return 1
}

if ! JAVA_HOME=$(jdk_find); then
  cat >&2 <<'WHY'
Postmeridian needs a JDK 25 or newer (a JDK, not only a JRE), and none was found in JAVA_HOME, on
the path or in the usual folders (/usr/lib/jvm, /opt, ~/.sdkman, ~/.jdks, /Library/Java).
Install one, such as Eclipse Temurin 25 (temurin-25-jdk) or openjdk-25-jdk, or point JAVA_HOME at it.
WHY
  exit 69
fi
export JAVA_HOME

# Sourced by ./postmeridian after build/jdk.sh: makes and finds the program.
#
# The program is a copy, target/program-N, of what Maven built: a later build, or ./verify, never
# changes the files under a running node. target/program names the current copy.
program_sources() {
  printf '%s\n' "$1/pom.xml" "$1/core/pom.xml" "$1/core/src/main" "$1/cli/pom.xml" \
    "$1/cli/src/main" "$1/server/pom.xml" "$1/server/src/main"
}

program_current() { # HOME -> the current copy, or nothing
  local name
  name=$(cat "$1/target/program" 2>/dev/null) || return 1
  [ -f "$1/target/$name/classpath" ] && printf '%s\n' "$1/target/$name"
}

program_is_stale() { # HOME -> whether a source is newer than the program
  [ -n "$(program_sources "$1" | tr '\n' '\0' |
    xargs -0 -I{} find {} -newer "$1/target/program" -print 2>/dev/null | head -n 1)" ]
}

program_ready() { # HOME -> the copy to run, built if need be
  local current
  if current=$(program_current "$1") && ! program_is_stale "$1"; then
    printf '%s\n' "$current"
    return
  fi
  if ! mkdir -p "$1/target" 2>/dev/null || [ ! -w "$1/target" ]; then
    if [ -n "$current" ]; then
      echo "postmeridian: the sources are newer than the program, but $1 cannot be written; running what was built." >&2
      printf '%s\n' "$current"
      return
    fi
    echo "postmeridian: it is not built yet, and $1 cannot be written. Run ./postmeridian --version once as the user who owns it." >&2
    exit 73
  fi
  program_locked "$1"
}

program_locked() { # one build at a time; whoever waited finds it done
  if command -v flock >/dev/null 2>&1; then
    exec 9>"$1/target/build.lock"
    flock 9
    if program_current "$1" >/dev/null && ! program_is_stale "$1"; then
      program_current "$1"
      return
    fi
  fi
  program_build "$1" 9>&- >&2
  program_current "$1"
}

program_build() {
  local log=$1/target/build.log started=$SECONDS commit
  if ! command -v mvn >/dev/null 2>&1; then
    echo "postmeridian: building needs Maven (mvn), which is not on the path. Install it (apt-get install maven, brew install maven)."
    exit 69
  fi
  commit=$(git -C "$1" rev-parse --short HEAD 2>/dev/null || echo unknown)
  touch "$1/target/building"
  printf 'Building Postmeridian (once; later starts are fast):'
  if ! program_maven "$1" -o "$commit"; then
    if grep -q -e 'offline mode' -e 'has not been downloaded' -e 'was not found in' "$log"; then
      printf ' fetching libraries:'
      program_maven "$1" -nsu "$commit" || program_failed "$log"
    else
      program_failed "$log"
    fi
  fi
  program_install "$1"
  printf ' done in %s s.\n' $((SECONDS - started))
}

program_maven() { # HOME MODE COMMIT: runs Maven and prints each module as its progress
  (cd "$1" && mvn "$2" -B -Pquick "-Dcommit=$3" -pl server -am package 2>&1) |
    tee "$1/target/build.log" | while IFS= read -r line; do
    case $line in
      *"Building Postmeridian "*)
        line=${line##*Building Postmeridian }
        case $line in [a-z]*) printf ' %s' "${line%% *}" ;; esac
        ;;
    esac
  done
}

program_failed() {
  printf '\npostmeridian: the build failed. All of its output is in %s; what it says of the cause:\n' "$1"
  grep -m 20 -e '^\[ERROR\]' "$1" || tail -n 20 "$1"
  exit 70
}

program_install() { # copies the jars, then points at the copy; the copy before stays for its nodes
  local number before next jar classpath=
  before=$(cat "$1/target/program" 2>/dev/null || echo program-0)
  number=$((${before#program-} + 1))
  next=$1/target/program-$number
  rm -rf "$next"
  mkdir -p "$next/lib"
  cp "$1/server/target/lib/"*.jar "$next/lib/"
  cp "$1/server/target/postmeridian.jar" "$next/"
  classpath=@/postmeridian.jar # @ stands for the copy's own folder, which may move
  for jar in "$next/lib/"*.jar; do
    classpath=$classpath:@/lib/${jar##*/}
  done
  printf '%s\n' "$classpath" >"$next/classpath"
  program_train "$next"
  printf 'program-%s\n' "$number" >"$1/target/program.next"
  touch -r "$1/target/building" "$1/target/program.next" # a source saved meanwhile is newer
  mv "$1/target/program.next" "$1/target/program"
  for jar in "$1/target/program-"*; do
    case ${jar##*/} in
      "$before" | "program-$number") ;;
      *) rm -rf "$jar" ;;
    esac
  done
}

program_classpath() { # PROGRAM -> its jars, in the order that the caches were made with
  local jars
  jars=$(cat "$1/classpath")
  printf '%s\n' "${jars//@/$1}"
}

program_train() { # PROGRAM: makes the caches of loaded classes; without them all works, but slower
  printf ' start-up cache'
  # the option that a cache must share with its users is access to native code
  set -- "$1" "$JAVA_HOME/bin/java" -XX:+UseSerialGC -Xlog:disable --enable-native-access=ALL-UNNAMED \
    -cp "$(program_classpath "$1")"
  program_train_node "$@" &
  program_train_client "$@"
  wait
  rm -rf "$1/scratch"
  cp "$JAVA_HOME/release" "$1/jdk" 2>/dev/null || true
}

program_train_client() { # PROGRAM JAVA...
  local program=$1
  shift
  "$@" -XX:AOTCacheOutput="$program/client.aot" dev.postmeridian.Main \
    status --data "$program/none" >/dev/null 2>&1 || true
}

program_train_node() { # PROGRAM JAVA...: a node of its own that stops when it is ready
  local program=$1
  shift
  mkdir -p "$program/scratch"
  "$@" dev.postmeridian.Main config sample >"$program/scratch/sample.yaml" 2>/dev/null || return 0
  "$@" --sun-misc-unsafe-memory-access=allow -XX:AOTCacheOutput="$program/node.aot" \
    dev.postmeridian.Main node --region us-east-1 --config "$program/scratch/sample.yaml" \
    --data "$program/scratch" --smtp 127.0.0.1:0 --lmtp 127.0.0.1:0 --http 127.0.0.1:0 \
    --until-ready >"$program/scratch.log" 2>&1 || true
}

program_aot() { # PROGRAM NAME -> the cache made by this very JDK, or nothing
  if [ -f "$1/$2.aot" ] && cmp -s "$1/jdk" "$JAVA_HOME/release"; then
    printf '%s\n' "$1/$2.aot"
  fi
}

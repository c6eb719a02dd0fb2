#!/usr/bin/env bash
# Usage: agent-images/build.sh gpu|cpu [--context DIR] [--tag IMAGE]
# Assembles the build context of an agent image from a built checkout, checks what can be checked without a container engine, and, with --tag,
# builds it with docker or podman. The natives for CUDA come from Maven Central (about 2.5 GB).
set -euo pipefail
cd "$(dirname "$0")/.."

fail() {
    echo "build.sh: $1" >&2
    exit 1
}

flavour=${1:-}
case $flavour in gpu | cpu) shift ;; *) fail "say which: gpu or cpu" ;; esac
context=target/agent-image-$flavour
tag=
while [ $# -gt 0 ]; do
    case $1 in
        --context) context=${2:?} && shift 2 ;;
        --tag) tag=${2:?} && shift 2 ;;
        *) fail "there is no option $1" ;;
    esac
done

jar=$(find target -maxdepth 1 -name 'mlcd-*.jar' | grep -v -e '-[a-z]*\.jar$' | head -n 1 || true)
[ -n "$jar" ] && [ -s target/mlcd.classpath ] || fail "mlcd is not built; run 'mvn -DskipTests package' first"

# --- The context.
case $context in /*) ;; *) context=$PWD/$context ;; esac
if [ -e "$context" ]; then
    [ -f "$context/Dockerfile" ] && [ -d "$context/natives" ] || fail "$context is there and no build context; it is left alone"
    rm -rf "$context"
fi
mkdir -p "$context/lib" "$context/natives" "$context/target" "$context/python"
classpath=
while read -r library; do
    name=${library##*/}
    case $name in
        pytorch-native-cpu-*)
            version=${name#pytorch-native-cpu-}
            version=${version%%-*}
            if [ "$flavour" = gpu ]; then
                name=pytorch-native-cu128-$version-linux-x86_64.jar
                mvn -B -q dependency:copy -Dartifact="ai.djl.pytorch:pytorch-native-cu128:$version:jar:linux-x86_64" -DoutputDirectory="$context/natives" \
                    || fail "the natives for CUDA cannot be had from Maven Central: ai.djl.pytorch:pytorch-native-cu128:$version"
            else
                cp -L "$library" "$context/natives/$name"
            fi
            classpath=$classpath:/opt/mlcd/natives/$name
            ;;
        *)
            cp -L "$library" "$context/lib/$name"
            classpath=$classpath:/opt/mlcd/lib/$name
            ;;
    esac
done < <(tr ':' '\n' <target/mlcd.classpath)
cp -L "$jar" "$context/target/${jar##*/}"
printf '%s' "${classpath#:}" >"$context/target/mlcd.classpath"
cp mlcd "$context/mlcd"
cp agent-images/gpu/python/mlcd.py "$context/python/mlcd.py"
cp "agent-images/$flavour/Dockerfile" "$context/Dockerfile"
chmod 755 "$context/mlcd"
# Times of files are part of a layer: all of one time, so that the same content is the same layer.
find "$context" -exec touch -d '2000-01-01T00:00:00Z' {} +

# --- The checks.
while read -r source; do
    [ -e "$context/$source" ] || fail "the Dockerfile copies $source, which the context lacks"
done < <(sed -n 's/^COPY \([^-][^ ]*\) .*/\1/p' "$context/Dockerfile")
while read -r entry; do
    [ -s "$context/${entry#/opt/mlcd/}" ] || fail "the class path names $entry, which the context lacks"
done < <(tr ':' '\n' <"$context/target/mlcd.classpath")
bash -n "$context/mlcd" || fail "the launcher is no bash script"
python3 -c 'import ast, sys; ast.parse(open(sys.argv[1]).read())' "$context/python/mlcd.py" || fail "the helper is no Python"
# The command starts from the context alone: on a copy whose class path leads there.
trial=$(mktemp -d)
trap 'rm -rf "$trial"' EXIT
mkdir "$trial/target"
cp "$context/mlcd" "$trial/mlcd"
cp -L "$context/target/${jar##*/}" "$trial/target/${jar##*/}"
sed "s|/opt/mlcd/|$context/|g" "$context/target/mlcd.classpath" >"$trial/target/mlcd.classpath"
version=$(MLCD_NO_BUILD=1 "$trial/mlcd" --version) || fail "mlcd does not start from the context"
(cd "$context" && find . -type f ! -name SHA256SUMS -print0 | LC_ALL=C sort -z | xargs -0 sha256sum >SHA256SUMS)

echo "$version, $(find "$context" -type f | wc -l) files, $(du -shL "$context" | cut -f 1): $context"
if [ -n "$tag" ]; then
    engine=$(command -v docker || command -v podman) || fail "there is neither docker nor podman"
    "$engine" build --tag "$tag" "$context"
fi

#!/bin/sh
# Writes the tests into docs/coverage.md: run it from anywhere in a POSIX shell.
#
# The page itself holds the numbers and what each means. The last column comes from the names of the tests: Rust
# functions and tests of the page's scripts whose name begins with the numbers they cover, such as `f01_f02_…`.
set -eu
cd "$(dirname "$0")/.."

# The Rust tests below the folders given.
rust() {
  grep -rhoE 'fn [fsa][0-9]{2}(_[fsa][0-9]{2})*_[a-z0-9_]+' --include='*.rs' "$@" | sed 's/^fn //'
}

native() {
  rust crates src tests --exclude-dir=browser
  grep -rhoE '(test|it)\("[fsa][0-9]{2}(_[fsa][0-9]{2})*_[a-z0-9_]+' --include='*.mjs' tests | sed 's/^[a-z]*("//'
}

{
  native | sort -u | sed 's/^/3 /'
  rust tests/browser | sort -u | sed 's/^/4 /'
  echo '---'
  cat docs/coverage.md
} | awk '
  BEGIN { FS = OFS = "|" }
  $0 == "---" && !page { page = 1; next }
  !page {
    column = substr($0, 1, 1)
    name = rest = substr($0, 3)
    while (match(rest, /^[fsa][0-9][0-9]_/)) {
      cell = column toupper(substr(rest, 1, 1)) (substr(rest, 2, 2) + 0)
      before = tests[cell]
      tests[cell] = (before ? before "<br>" : "") "`" name "`"
      rest = substr(rest, 5)
    }
    next
  }
  /^\| [FSA][0-9]+ \|/ {
    number = $2
    gsub(/ /, "", number)
    for (column = 3; column <= 4; column++) $(column + 1) = tests[column number] ? " " tests[column number] " " : " "
    print
    next
  }
  { print }
' > docs/coverage.md.new
mv docs/coverage.md.new docs/coverage.md

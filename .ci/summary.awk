# Reads what `go test -v` prints and shows what matters: each failed or skipped
# test with what it said, each package's closing line, and the sums.

function show_rest(name) {
  for (name in said) printf "%s", said[name]
}

/^=== (RUN|NAME|CONT) / { test = $3; next }
/^=== / { next }

/^ *--- (PASS|FAIL|SKIP): / {
  result = substr($2, 1, 4)
  count[result]++
  if (result != "PASS") printf "%s\n%s", $0, said[$3]
  delete said[$3]
  next
}

/^(PASS|FAIL)$/ || /no test files/ { next }

# The end of a package. What is still held then belongs to tests that were cut
# short, by a panic or by the time limit.
/^(ok|FAIL)[ \t]/ {
  if ($1 == "FAIL") show_rest()
  split("", said)
  test = ""
}

test != "" { said[test] = said[test] $0 "\n"; next }

{ print; fflush() }

END {
  show_rest()
  printf "%d passed, %d failed, %d skipped\n", count["PASS"], count["FAIL"], count["SKIP"]
}

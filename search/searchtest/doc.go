// Package searchtest holds what every engine must answer alike: Run, a
// conformance suite over search.Backend, and Fake, a Backend in memory for tests
// of what stands above an engine.
//
// Fake is the suite's reference: it walks the articles' texts, slow and plain,
// shares no idea with an engine but the meaning of a Plan, and so finds where an
// engine means something else. Only tests import the package.
package searchtest

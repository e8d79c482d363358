package fetch

import (
	"errors"
	"fmt"
	"net/netip"
	"slices"
	"syscall"
)

// ErrPrivate says that an address is not one of the public internet.
var ErrPrivate = errors.New("leads to a private address, which may not be reached")

// Control is for a net.Dialer: it looks at the address that a name turned out to
// be, behind every redirect and every change of DNS, and refuses what May does. A
// client that uses it must have no proxy, whose address it would see instead.
func Control(allowed ...netip.Prefix) func(network, address string, _ syscall.RawConn) error {
	return func(_, address string, _ syscall.RawConn) error {
		at, err := netip.ParseAddrPort(address)
		if err != nil {
			return fmt.Errorf("%w: %q", ErrPrivate, address)
		}
		if !May(at.Addr(), allowed...) {
			return fmt.Errorf("%w: %s", ErrPrivate, at.Addr())
		}
		return nil
	}
}

// May reports whether an address may be reached: a public one, or one of a
// network that is allowed.
func May(a netip.Addr, allowed ...netip.Prefix) bool {
	inside := func(p netip.Prefix) bool { return p.Contains(a.WithZone("").Unmap()) }
	return IsPublic(a) || slices.ContainsFunc(allowed, inside)
}

// IsPublic reports whether an address belongs to the public internet, by the
// IANA's registries of special-purpose addresses (RFC 6890 and its updates). An
// IPv6 address that carries an IPv4 address is as public as that one.
func IsPublic(a netip.Addr) bool {
	a = a.WithZone("").Unmap()
	if inner, ok := embedded(a); ok {
		return IsPublic(inner)
	}
	if !a.IsValid() || !a.IsGlobalUnicast() || a.IsPrivate() || a.IsLoopback() || a.IsLinkLocalUnicast() {
		return false
	}
	for _, prefix := range special() {
		if prefix.Contains(a) {
			return false
		}
	}
	return true
}

// special lists what net/netip does not call private and is not public either.
func special() []netip.Prefix {
	var list []netip.Prefix
	for _, s := range []string{
		"0.0.0.0/8",       // this network
		"100.64.0.0/10",   // behind a provider's translation (RFC 6598)
		"192.0.0.0/24",    // protocol assignments
		"192.0.2.0/24",    // documentation
		"192.88.99.0/24",  // 6to4 relays
		"198.18.0.0/15",   // benchmarks
		"198.51.100.0/24", // documentation
		"203.0.113.0/24",  // documentation
		"240.0.0.0/4",     // reserved, and broadcast
		"100::/64",        // discard
		"64:ff9b:1::/48",  // translation inside of a network
		"2001::/23",       // protocol assignments
		"2001:db8::/32",   // documentation
		"3fff::/20",       // documentation
		"5f00::/16",       // segment routing
		"fec0::/10",       // site-local, given up
	} {
		list = append(list, netip.MustParsePrefix(s))
	}
	return list
}

// embedded is the IPv4 address that an IPv6 address leads to: by NAT64 (RFC
// 6052), 6to4 (RFC 3056), or written behind 96 zeros.
func embedded(a netip.Addr) (netip.Addr, bool) {
	if !a.Is6() {
		return a, false
	}
	b := a.As16()
	switch {
	case netip.MustParsePrefix("64:ff9b::/96").Contains(a), netip.MustParsePrefix("::/96").Contains(a) && a != netip.IPv6Loopback():
		return netip.AddrFrom4([4]byte(b[12:16])), true
	case netip.MustParsePrefix("2002::/16").Contains(a):
		return netip.AddrFrom4([4]byte(b[2:6])), true
	}
	return a, false
}

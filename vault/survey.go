package vault

import (
	"encoding/binary"
	"fmt"

	"casevault/audit"
	"casevault/vault/internal/store"
)

// Survey says which files of a vault are damaged, and between which records,
// as far as can be seen without a key: for a vault that cannot be opened. It
// changes nothing.
func Survey(cfg Config) []audit.Finding {
	r, err := store.ReadRemains(cfg.Dir)
	if err != nil {
		return nil
	}
	defer r.Close()
	var out []audit.Finding
	for _, d := range r.Damage {
		out = append(out, audit.Finding{Seq: -1, What: describe(d)})
	}
	return out
}

// describe says what lies next to a damaged place.
func describe(d store.Damage) string {
	after, before := describeKey(d.After), describeKey(d.Before)
	switch {
	case after != "" && before != "":
		return fmt.Sprintf("%s; lost is what lay between %s and %s", d, after, before)
	case after != "":
		return fmt.Sprintf("%s; lost is what lay behind %s", d, after)
	case before != "":
		return fmt.Sprintf("%s; lost is what lay before %s", d, before)
	}
	return d.String()
}

func describeKey(key []byte) string {
	if p, ok := parsePlace(key); ok {
		return p.String()
	}
	switch {
	case len(key) == 9 && key[0] == prefixLeaf:
		return fmt.Sprintf("entry %d of the log", binary.BigEndian.Uint64(key[1:]))
	case len(key) == 9 && key[0] == prefixHash:
		return "a hash of the log's tree"
	case len(key) == 1 && key[0] == prefixHead:
		return "the newest checkpoint"
	case len(key) == 1 && key[0] == prefixSchema:
		return "the schema"
	case len(key) > 5 && key[0] == prefixProfile:
		return "a release profile"
	}
	return ""
}

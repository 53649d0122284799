package release

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"casevault/vault/record"
)

// Kinds returns whom a profile may be for, each with the smallest k it may
// have. A newspaper's readers know neighbours and colleagues; a partner is
// bound to secrecy; a court and the person are told who it is about.
func Kinds() map[string]int {
	return map[string]int{"media": 11, "statistics": 11, "partner-medical": 5, "court": 1, "subject": 1}
}

// target is what a line is of: the field, and what its texts are.
type target struct {
	field             record.Field
	typ, format, mask string
	multiline         bool
}

// free reports text in which anything may be written.
func (t target) free() bool { return t.typ == "text" && t.format == "" }

// check looks at all but the lines.
func (p *Profile) check() error {
	least, known := Kinds()[p.Kind]
	switch {
	case !isWord(p.Name):
		return errors.New("a name has 1 to 40 of a-z, 0-9 and -, and begins with a letter")
	case p.Version < 1 || p.Version > 1<<30:
		return errors.New("profile_version counts from 1")
	case !known:
		return fmt.Errorf("kind %q is none of court, media, partner-medical, statistics, subject", p.Kind)
	case p.K < least || p.K > 1000:
		return fmt.Errorf("k is %d; for kind %s it is %d to 1000", p.K, p.Kind, least)
	case p.Consent != "" && !isWord(p.Consent):
		return errors.New("consent is a scope of a-z, 0-9 and -")
	case len(p.Fields) == 0 || len(p.Fields) > maxLines:
		return fmt.Errorf("%d fields, want 1 to %d", len(p.Fields), maxLines)
	case p.Label["ko"] == "" || p.Label["en"] == "" || len(p.Label) > 2:
		return errors.New("label needs ko and en, and no others")
	case !isShort(p.Label["ko"]) || !isShort(p.Label["en"]):
		return errors.New("a label has at most 200 printable bytes")
	}
	return nil
}

// checkPlace looks at line i among those before it.
func (p *Profile) checkPlace(i int) error {
	l := p.Fields[i]
	for k, other := range p.Fields[:i] {
		switch {
		case other.Field != l.Field:
		case other.Column == l.Column:
			return fmt.Errorf("stands twice, first in line %d", k+1)
		case p.Fields[i-1].Field != l.Field:
			return fmt.Errorf("the lines of one list stand together; it began in line %d", k+1)
		}
	}
	return nil
}

// bind finds what a line is of.
func bind(l Line, s *record.Schema) (target, error) {
	f, ok := s.Field(l.Field)
	if !ok {
		return target{}, errors.New("the schema has no such field")
	}
	t := target{f, f.Type, f.Format, f.Mask, f.Multiline}
	switch {
	case f.Type != "list" && l.Column != "":
		return t, errors.New("the field is no list and has no columns")
	case f.Type == "list" && len(f.Columns) == 0:
		if l.Column != "" {
			return t, errors.New("the list has no columns")
		}
		t.typ, t.mask = "text", ""
	case f.Type == "list":
		if l.Column == "" {
			return t, errors.New("the field is a list: each of its columns that leaves needs a line")
		}
		i := slices.IndexFunc(f.Columns, func(c record.Column) bool { return c.Name == l.Column })
		if i < 0 {
			return t, errors.New("the list has no such column")
		}
		c := f.Columns[i]
		t.typ, t.format, t.mask, t.multiline = c.Type, c.Format, c.Mask, c.Multiline
		if f.Mask != "list" {
			t.mask = "" // as a View masks it
		}
	}
	return t, nil
}

// checkForms refuses transforms that do not fit what the line is of.
func (l *Line) checkForms(t target) error {
	if err := l.Transform.fits(t); err != nil {
		return err
	}
	last := l.Transform
	for i := range l.Generalise {
		g := &l.Generalise[i]
		err := g.fits(t)
		if err == nil {
			err = g.coarserThan(last)
		}
		if err != nil {
			return fmt.Errorf("generalise %d: %w", i+1, err)
		}
		last = *g
	}
	return nil
}

// fits reports whether the transform can be of such a value, and has what it
// needs and no more.
func (x *Transform) fits(t target) error {
	ok := false
	switch x.Op {
	case "drop", "mask":
		ok = true
	case "keep":
		if t.free() {
			return errors.New("keep does not fit free text, in which anything may stand: use scan, table or drop")
		}
		ok = true
	case "initial":
		ok = t.format == "name" || t.format == "latin"
	case "year", "decade", "age-band":
		ok = t.typ == "date"
	case "region":
		ok = t.free() && !t.multiline
	case "table":
		ok = t.free() && !t.multiline || t.typ == "choice"
	case "pseudonym":
		ok = t.format != ""
	case "scan":
		ok = t.free()
	default:
		return fmt.Errorf("unknown transform %q", x.Op)
	}
	switch {
	case !ok:
		return fmt.Errorf("transform %s does not fit type %s", x.Op, t.describe())
	case x.Op == "age-band" && (x.Width < 2 || x.Width > 50):
		return errors.New("age-band needs a width of 2 to 50 years")
	case x.Op != "age-band" && x.Width != 0:
		return fmt.Errorf("transform %s has no width", x.Op)
	case x.Op != "table" && x.Table != nil:
		return fmt.Errorf("transform %s has no table", x.Op)
	case x.Op == "table":
		return x.checkTable()
	}
	return nil
}

// describe names a type as the schema does.
func (t target) describe() string {
	switch {
	case t.format != "":
		return "text with format " + t.format
	case t.free():
		return "free text"
	}
	return t.typ
}

// checkTable also folds the table's values, for look.
func (x *Transform) checkTable() error {
	if len(x.Table) == 0 || len(x.Table) > maxTable {
		return fmt.Errorf("the table has %d entries, want 1 to %d", len(x.Table), maxTable)
	}
	x.folded = map[string]string{}
	for from, to := range x.Table {
		key := record.FoldKey(from)
		if key == "" || x.folded[key] != "" {
			return errors.New("a value of the table has no letters, or stands twice but for case and spaces")
		}
		if !isShort(from) || !isShort(to) {
			return errors.New("values and results of a table have 1 to 200 printable bytes")
		}
		x.folded[key] = to
	}
	return nil
}

// coarserThan refuses what may tell as much as the form before it. Two tables
// cannot be compared; their author answers for them.
func (x Transform) coarserThan(y Transform) error {
	order := map[string]int{"year": 1, "mask": 1, "initial": 1, "region": 1, "decade": 2, "age-band": 2, "table": 2, "drop": 3}
	a, b := order[x.Op], order[y.Op] // keep, scan and pseudonym: 0
	both := func(op string) bool { return x.Op == op && y.Op == op }
	switch {
	case a > b, both("table"):
		return nil
	case both("age-band") && x.Width > y.Width && x.Width%y.Width == 0:
		return nil
	case both("age-band"):
		return fmt.Errorf("a band of %d years does not hold whole bands of %d", x.Width, y.Width)
	}
	return fmt.Errorf("%s is not coarser than %s", x.Op, y.Op)
}

// isWord reports whether s can name a profile or a scope.
func isWord(s string) bool {
	return s != "" && len(s) <= 40 && s[0] >= 'a' && s[0] <= 'z' &&
		strings.Trim(s, "abcdefghijklmnopqrstuvwxyz0123456789-") == ""
}

// isShort reports a text that can be printed and stored as it stands.
func isShort(s string) bool {
	return s != "" && len(s) <= 200 && record.Printable(s, false) == s && !strings.ContainsRune(s, '\uFFFD')
}

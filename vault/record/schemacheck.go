package record

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// check looks at a field by itself.
func (f Field) check() error {
	if !isName(f.Name) {
		return errors.New("a name has 1 to 40 of a-z, 0-9 and _, and begins with a letter")
	}
	if !slices.Contains(Compartments(), f.Compartment) {
		return fmt.Errorf("compartment %q is none of %v", f.Compartment, Compartments())
	}
	if f.Limit < 0 || f.Limit > 256<<10 {
		// A record's sections together stay under 512 KiB.
		return errors.New("limit must be between 0 and 262144")
	}
	if err := f.checkCatalogue(); err != nil {
		return err
	}
	if err := checkLabel(f.Label); err != nil {
		return err
	}
	if f.Label["ko"] == "" || f.Label["en"] == "" {
		return errors.New("label needs ko and en")
	}
	if err := checkScalar(f.Type, f.Format, f.Mask, f.Multiline, f.NotBefore, "list", "choice"); err != nil {
		return err
	}
	if (f.Mask == "list") != (f.Type == "list") && f.Mask != "" && f.Mask != hidden {
		return fmt.Errorf("mask %q does not fit type %q", f.Mask, f.Type)
	}
	if len(f.Columns) > 0 && f.Type != "list" {
		return errors.New("only a list has columns")
	}
	if (len(f.Choices) > 0) != (f.Type == "choice") {
		return errors.New("choices belong to type choice, which needs them")
	}
	if err := f.checkChoices(); err != nil {
		return err
	}
	return f.checkColumns()
}

// checkCatalogue holds the fields that list and find read to their place and
// size: legal_name declared "work" would hand every name to those who must
// not have it, and a name of 64 KiB would not fit a page.
func (f Field) checkCatalogue() error {
	var place Compartment
	switch f.Name {
	case "case_id", "status", "programme", "caseworker", "next_due":
		place = "work"
	case "legal_name", "romanized_name", "alias", "birth_date":
		place = "identity"
	default:
		return nil
	}
	if f.Compartment != place {
		return fmt.Errorf("belongs to compartment %q", place)
	}
	if f.Type == "list" || f.Multiline || f.Limit == 0 || f.Limit > catalogueLimit {
		return fmt.Errorf("must be one line with a limit of at most %d bytes", catalogueLimit)
	}
	if (f.Name == "birth_date" || f.Name == "next_due") && f.Type != "date" {
		return errors.New("must be a date")
	}
	return nil
}

func checkLabel(label map[string]string) error {
	for lang := range label {
		if lang != "ko" && lang != "en" {
			return fmt.Errorf("label in language %q, want ko and en", lang)
		}
	}
	return nil
}

// checkScalar checks what fields and columns have in common.
func checkScalar(typ, format, mask string, multiline bool, notBefore string, more ...string) error {
	if !slices.Contains(append(more, "text", "date", "number"), typ) {
		return fmt.Errorf("unknown type %q", typ)
	}
	if !slices.Contains([]string{"", "name", "latin", "phone", "email", "resident", "code"}, format) {
		return fmt.Errorf("unknown format %q", format)
	}
	if format != "" && typ != "text" {
		return errors.New("only a text has a format")
	}
	if mask != "" && mask != "list" && !isMask(mask) {
		return fmt.Errorf("unknown mask %q", mask)
	}
	if multiline && (typ != "text" || format != "") {
		return errors.New("only a text without format is multiline")
	}
	if notBefore != "" && typ != "date" {
		return errors.New("only a date has not_before")
	}
	return nil
}

func (f Field) checkChoices() error {
	seen := map[string]bool{}
	for _, c := range f.Choices {
		if err := checkLabel(c.Label); err != nil {
			return err
		}
		own := map[string]bool{}
		for _, w := range c.words() {
			own[foldHeader(w)] = true
		}
		for k := range own {
			if k == "" || seen[k] {
				return fmt.Errorf("choice %q has an empty word or one of another choice", c.Value)
			}
			seen[k] = true
		}
	}
	if f.Default == "" {
		return nil
	}
	if f.Type == "choice" && !slices.ContainsFunc(f.Choices, func(c Choice) bool { return c.Value == f.Default }) {
		return errors.New("default is no choice")
	}
	if f.Type != "choice" && f.Type != "text" {
		return errors.New("only a text or choice has a default")
	}
	if len(f.Default) > catalogueLimit || !ordinary(f.Default, false) {
		return errors.New("default must be short and printable")
	}
	return nil
}

func (f Field) checkColumns() error {
	seen := map[string]string{} // name -> type
	for _, c := range f.Columns {
		if c.Type == "" {
			c.Type = "text"
		}
		err := checkScalar(c.Type, c.Format, c.Mask, c.Multiline, c.NotBefore)
		switch {
		case err != nil:
		case !isName(c.Name) || seen[c.Name] != "":
			err = errors.New("not a name, or stands twice")
		case c.Mask == "list":
			err = errors.New("a column is no list")
		case c.Limit < 0 || c.Limit > 256<<10:
			err = errors.New("limit must be between 0 and 262144")
		case c.NotBefore != "" && seen[c.NotBefore] != "date":
			err = fmt.Errorf("not_before names %q, no date column before it", c.NotBefore)
		default:
			err = checkLabel(c.Label)
		}
		if err != nil {
			return fmt.Errorf("column %q: %w", c.Name, err)
		}
		seen[c.Name] = c.Type
	}
	return nil
}

// checkOrder looks at what a field says about another.
func (s *Schema) checkOrder(f Field) error {
	if f.NotBefore == "" {
		return nil
	}
	if o, ok := s.Field(f.NotBefore); !ok || o.Type != "date" || o.Name == f.Name {
		return fmt.Errorf("not_before names %q, no other date", f.NotBefore)
	}
	return nil
}

// isName reports whether s can name a field or column.
func isName(s string) bool {
	if s == "" || len(s) > 40 || s[0] < 'a' || s[0] > 'z' {
		return false
	}
	return strings.Trim(s, "abcdefghijklmnopqrstuvwxyz0123456789_") == ""
}

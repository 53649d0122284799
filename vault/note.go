package vault

import (
	"encoding/base64"

	"casevault/audit"
	"casevault/crypto"
	"casevault/vault/record"
)

// Note appends a dated, signed note to a record's case notes.
func (s *Session) Note(ref, text, reason string) (*Saved, error) {
	if err := s.permit(audit.RoleCaseworker, "note"); err != nil {
		return nil, err
	}
	if _, ok := s.schema.Field(journal); !ok {
		return nil, fail(Usage, "the schema has no field %q", journal)
	}
	id, err := s.resolve(ref)
	if err != nil {
		return nil, err
	}
	if err := s.need(id, []string{journal}, "work", "notes"); err != nil {
		return nil, err
	}
	if err := s.checkReasonOf(id, reason); err != nil {
		return nil, err
	}
	st, err := s.loadManifest(id)
	if err != nil {
		return nil, err
	}
	item, warnings, err := s.newNote(id, text)
	if err != nil {
		return nil, err
	}
	if err := s.appendNote(st, item, reason); err != nil {
		return nil, err
	}
	return &Saved{ID: id, Revision: int(st.revision), Warnings: warnings}, nil
}

func (s *Session) newNote(id record.ID, text string) (record.Item, []record.Problem, error) {
	item, warnings, err := s.schema.ParseItem(journal, record.Item{
		"date": s.cfg.Now().Format("2006-01-02"), "author": s.me.Label, "text": text,
	})
	if err != nil {
		return nil, nil, &Error{Failed, err}
	}
	if item["text"] == "" {
		return nil, nil, fail(Usage, "the note is empty")
	}
	item["_key"] = s.id.Signing().ID().String()
	item["_sig"] = base64Text(s.id.Signing().Sign("note", s.VaultID(), noteParts(id, item)...))
	return item, warnings, nil
}

// noteParts is what the signature of a note covers, under kind "note".
func noteParts(id record.ID, item record.Item) [][]byte {
	return [][]byte{id[:], []byte(item["date"]), []byte(item["author"]), []byte(item["text"])}
}

// appendNote opens and rewrites the last page of the journal only, so that a
// record with many notes costs no more than one with few.
func (s *Session) appendNote(st *stored, item record.Item, reason string) error {
	page := s.schema.New()
	n := st.pages("notes")
	if n > 0 {
		n--
		p := place{st.id, "notes", n}
		sec, err := s.openSection(p, s.keys["notes"])
		if err != nil {
			return err
		}
		if sec.Revision != st.manifest.Pages[pageName("notes", n)] {
			return fail(Integrity, "%s is of another revision than the record says: an old copy was put back", p)
		}
		if err := page.Decode("notes", sec.Payload); err != nil {
			return fail(Integrity, "%s does not parse", p)
		}
		st.sections = append(st.sections, sec)
		if len(sec.Payload)+itemSize(item) > pageFill && page.Get(journal).IsList() {
			page, n = s.schema.New(), n+1
		}
	}
	if err := s.checkSignatures(st); err != nil {
		return err
	}
	// An edit must be able to write back what show gives: the field's limit
	// holds for notes too, in whole pages, since only the last is open here.
	if f, _ := s.schema.Field(journal); n > 0 && int(n+1)*pageFill > f.Limit {
		return fail(Failed, "the field %s of this record is full: its limit is %d KiB", journal, f.Limit>>10)
	}
	if err := page.Set(journal, page.Get(journal).Append(item)); err != nil {
		return &Error{Failed, err}
	}
	var b sealer
	line := HistoryLine{Action: "note", Fields: []string{journal}}
	st.manifest.Pages[pageName("notes", n)] = st.revision + 1
	b.add(place{st.id, "notes", n}, st.revision+1, page.Encode("notes"))
	if _, err := s.putRecord(&b, st, nil, line); err != nil {
		return err
	}
	put, err := b.seal(s)
	if err != nil {
		return err
	}
	return s.commit(audit.Event{Action: "note", Records: []string{string(st.id[:])}, Fields: line.Fields, Reason: reason}, writes{put: put})
}

// noteSigned checks the signature of a note; notes that came with a list have
// none.
func (s *Session) noteSigned(id record.ID, item record.Item) bool {
	if item["_sig"] == "" && item["_key"] == "" {
		return true
	}
	for _, m := range s.roster.Members() {
		for _, key := range m.Keys() {
			if m.Label == item["author"] && noteSignedBy(key, s.VaultID(), id, item) {
				return true
			}
		}
	}
	return false
}

// noteSignedBy reports whether a note names a key, and that key signed it.
func noteSignedBy(key []byte, vault crypto.VaultID, id record.ID, item record.Item) bool {
	sig, err := bytesOfBase64(item["_sig"])
	return err == nil && crypto.SignerIDOf(key).String() == item["_key"] && crypto.Verify(key, sig, "note", vault, noteParts(id, item)...)
}

func base64Text(b []byte) string { return base64.RawStdEncoding.EncodeToString(b) }

func bytesOfBase64(s string) ([]byte, error) { return base64.RawStdEncoding.Strict().DecodeString(s) }

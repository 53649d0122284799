package vault

import (
	"os"
	"path/filepath"
	"testing"
)

func TestExportKey(t *testing.T) {
	t.Parallel()
	base, _ := office(t)
	file := filepath.Join(t.TempDir(), "work.key")
	good := KeyExport{Compartment: "work", File: file, Passphrase: otherPassphrase, WorkFactor: 10, Reason: "the archive"}
	change := func(f func(*KeyExport)) KeyExport {
		o := good
		f(&o)
		return o
	}
	as(t, base, "lee", func(s *Session) { wantKind(t, s.ExportKey(good), NotPermitted) })
	as(t, base, "choi", func(s *Session) {
		wantKind(t, s.ExportKey(change(func(o *KeyExport) { o.Compartment = "health" })), NotPermitted)
	})
	with(t, base, func(s *Session) {
		for name, o := range map[string]KeyExport{
			"reason":      change(func(o *KeyExport) { o.Reason = "" }),
			"compartment": change(func(o *KeyExport) { o.Compartment = "audit" }),
			"factor":      change(func(o *KeyExport) { o.WorkFactor = 30 }),
		} {
			t.Log(name)
			wantKind(t, s.ExportKey(o), Usage)
		}
		wantKind(t, s.ExportKey(change(func(o *KeyExport) { o.Reason = "ask 010-1234-5678" })), BadReason)
		if isFile(file) || actions(t, s)["key-export"] != 0 {
			t.Fatal("a refused export left something")
		}
		if err := s.ExportKey(good); err != nil {
			t.Fatal(err)
		}
		wantKind(t, s.ExportKey(good), Failed) // it is there
		log, err := s.AuditLog(LogFilter{Action: "key-export"})
		if err != nil || len(log) != 1 || log[0].Reason != "the archive" || log[0].Fields[0] != "work" {
			t.Errorf("%+v, %v", log, err)
		}
		fi, err := os.Stat(file)
		if err != nil || fi.Mode().Perm() != privateMode {
			t.Errorf("%v, %v", fi, err)
		}
	})
}

// TestExportKeyFaults: no key leaves without its entry.
func TestExportKeyFaults(t *testing.T) {
	t.Parallel()
	template := newVault(t)
	for _, landed := range []bool{false, true} {
		for k, more := 1, true; more; k++ {
			base := filepath.Join(t.TempDir(), "b")
			copyTree(t, template, base)
			f, file := &fault{k: k, landed: landed}, filepath.Join(base, "key")
			_, _, err := f.run(t, base, func(s *Session) (bool, error) {
				return false, s.ExportKey(KeyExport{Compartment: "work", File: file, Passphrase: otherPassphrase, WorkFactor: 10, Reason: "test"})
			})
			more = f.failed() != ""
			with(t, base, func(s *Session) {
				log, err2 := s.AuditLog(LogFilter{Action: "key-export"})
				if err2 != nil {
					t.Fatal(err2)
				}
				var said []string
				for _, e := range log {
					said = append(said, e.Outcome)
				}
				if isFile(file) && len(log) == 0 || (err == nil) != isFile(file) && KindOf(err) != Unknown || !more && err != nil {
					t.Errorf("%q failed: a file %v, entries %v, %v", f.failed(), isFile(file), said, err)
				}
			})
		}
	}
}

package vault

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"strconv"
	"testing"
	"time"
)

// compactPart adds records and compacts for ever, and says which records were
// acknowledged.
func compactPart(s *Session) error {
	for n := 0; ; n++ {
		saved, err := s.Add(fmt.Appendf(nil, `{"programme":"p%d"}`, n), "")
		if err != nil {
			return err
		}
		fmt.Println("added", saved.ID)
		if _, err := s.Compact(context.Background()); err != nil {
			return err
		}
		fmt.Println("compacted")
	}
}

// TestCompactKilled: killed anywhere, the store is wholly the old generation
// or wholly the new one, and nothing acknowledged is lost.
func TestCompactKilled(t *testing.T) {
	t.Parallel()
	base := newVault(t)
	with(t, base, func(s *Session) { imported(t, s, rows(300), ImportOptions{}) })
	span := 500 * time.Millisecond
	want, records, done := 300, []string(nil), 0
	rounds := rounds(t, 10)
	for round := range rounds {
		before := done
		for _, line := range killed(t, "compact", base, rand.N(span)) {
			switch {
			case line == "compacted":
				done++
			case line != "open":
				records = append(records, line[len("added "):])
			}
		}
		span = adapted(span, done > before)
		with(t, base, func(s *Session) {
			sound(t, s)
			list, err := s.List(Filter{}, "")
			if err != nil {
				t.Fatal(err)
			}
			// One more may be there: saved, and killed before it could say so.
			if n := list.Len(); n < want || n > 300+len(records)+round+1 {
				t.Fatalf("%d records, %d acknowledged", n, 300+len(records))
			}
			want = list.Len()
			for _, ref := range records {
				if _, err := s.Show(ref, nil, ""); err != nil {
					t.Fatalf("an acknowledged record: %v", err)
				}
			}
			if n := actions(t, s)["compact"]; n < done {
				t.Fatalf("%d rewrites were acknowledged, the log has %d", done, n)
			}
			head, err := s.st.ReadHead()
			if err != nil || !bytes.Equal(head, s.Checkpoint()) {
				t.Fatalf("HEAD is not the newest checkpoint: %v", err)
			}
		})
	}
	t.Logf("%d records added, %d rewrites done in %d rounds", len(records), done, rounds)
}

func TestCompactKeepsAll(t *testing.T) {
	t.Parallel()
	base := newVault(t)
	with(t, base, func(s *Session) {
		id := add(t, s, `{"case_id":"A-1","legal_name":"홍길동"}`).String()
		for n := range 40 {
			if _, err := s.Edit(id, []byte(`{"programme":"p`+strconv.Itoa(n)+`"}`), ""); err != nil {
				t.Fatal(err)
			}
		}
		before := digest(t, s)
		for range 3 {
			if _, err := s.Compact(context.Background()); err != nil {
				t.Fatal(err)
			}
		}
		if digest(t, s) != before {
			t.Error("the records are not the same")
		}
		if _, err := s.Note(id, "after", ""); err != nil {
			t.Fatal(err)
		}
		sound(t, s)
		ctx, cancel := context.WithCancel(context.Background())
		cancel()
		_, err := s.Compact(ctx)
		wantKind(t, err, Interrupted)
		if _, err := s.Note(id, "after an interruption", ""); err != nil {
			t.Fatal(err)
		}
		sound(t, s)
	})
	with(t, base, func(s *Session) { sound(t, s) })
}

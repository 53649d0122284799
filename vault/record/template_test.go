package record

import (
	"strings"
	"testing"
)

// TestTemplates: a schema without the key is read as before; one that names what
// is not there, or twice, is refused.
func TestTemplates(t *testing.T) {
	fields, ok := defaultSchema(t).Template("intake")
	if !ok || len(fields) == 0 || fields[1].Name != "legal_name" || fields[1].Compartment != "identity" {
		t.Fatalf("intake: %v", ok)
	}
	if fields, ok := defaultSchema(t).Template("followup"); !ok || fields[0].Name != "status" {
		t.Errorf("followup: %v", ok)
	}
	head, _, _ := strings.Cut(defaultJSON, `,
  "templates"`)
	if s, err := ParseSchema([]byte(head + "}")); err != nil || len(s.Templates()) != 0 {
		t.Fatalf("without templates: %v", err)
	}
	const label = `"label":{"ko":"ㄱ","en":"a"}`
	for in, want := range map[string]string{
		`[]`: "",
		`[{"name":"a",` + label + `,"fields":["phone","alias"]},{"name":"b",` + label + `,"fields":["phone"]}]`: "",
		`[{"name":"a",` + label + `,"fields":["phone"]},{"name":"a",` + label + `,"fields":["phone"]}]`:         "stands twice",
		`[{"name":"A",` + label + `,"fields":["phone"]}]`:                                                       "a name has",
		`[{"name":"a","label":{"en":"a"},"fields":["phone"]}]`:                                                  "needs ko and en",
		`[{"name":"a","label":{"ko":"ㄱ","en":"a","fr":"a"},"fields":["phone"]}]`:                                `language "fr"`,
		`[{"name":"a",` + label + `,"fields":[]}]`:                                                              "no field",
		`[{"name":"a",` + label + `,"fields":["fone"]}]`:                                                        `names "fone", no field`,
		`[{"name":"a",` + label + `,"fields":["phone","phone"]}]`:                                               "twice",
		`[{"name":"a",` + label + `,"fields":["phone"],"more":1}]`:                                              "more",
		`[` + strings.TrimSuffix(strings.Repeat(`{},`, 33), ",") + `]`:                                          "33 templates",
	} {
		_, err := ParseSchema([]byte(head + `,"templates":` + in + "}"))
		if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%.60s: %v, want %q", in, err, want)
		}
	}
}

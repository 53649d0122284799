package record

import (
	"fmt"
	"strings"
	"testing"
)

// edited is the default schema with one thing changed.
func edited(t *testing.T, old, new string) *Schema {
	t.Helper()
	text := string(DefaultJSON())
	if strings.Count(text, old) != 1 {
		t.Fatalf("%q stands %d times in the schema", old, strings.Count(text, old))
	}
	s, err := ParseSchema([]byte(strings.Replace(text, old, new, 1)))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestSchemaChanges(t *testing.T) {
	before := edited(t, `"version"`, `"version"`)
	const health = `"mask": "hidden", "multiline": true
    },
    {
      "name": "services"`
	held := before.New() // has a value in everything that the cases are about
	for name, v := range map[string]Value{
		"phone": textValue("010"), "sex": textValue("F"), "address": textValue("a"), "email": textValue("a"), "occupation": textValue("a"), "tags": listValue([]Item{{"": "a"}}),
		"family_in_north": listValue([]Item{{"city": "a"}, {"name": "b"}}),
	} {
		if err := held.Set(name, v); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct{ old, new, want string }{
		{`"synonyms": ["태그", "꼬리표"]`, `"synonyms": ["태그"]`, "tags changed"},
		{`"sex", "phone",`, `"sex",`, "templates changed"},
		{`"mask": "phone", "limit": 1000`, `"mask": "phone", "limit": 500`, "phone changed"},
		{`"mask": "phone"`, `"mask": "hidden"`, "phone changed"},
		{`"mask": "phone"`, `"mask": "name"`, "phone loosened"},
		{`"mask": "phone"`, `"mask": "phone", "plain": true`, "phone loosened"},
		{`"mask": "hidden", "quasi": true, "limit": 2000`, `"mask": "hidden", "limit": 2000`, "occupation loosened"},
		{`"label": {"ko": "지역", "en": "city"}, "mask": "hidden"`, `"label": {"ko": "지역", "en": "city"}, "mask": "address"`, "family_in_north.city loosened"},
		{health, strings.Replace(health, `,`, `, "plain": true,`, 1), "health_notes loosened"},
		{`"type": "text", "format": "phone"`, `"type": "text"`, "phone changed"},
		{`"type": "text", "format": "phone"`, `"type": "text", "format": "email"`, "phone retyped held"},
		{`"name": "address", "compartment": "identity", "type": "text"`, `"name": "address", "compartment": "identity", "type": "text", "format": "latin"`, "address retyped held"},
		{`"name": "address", "compartment": "identity"`, `"name": "address", "compartment": "kin"`, "address moved held"},
		{`"name": "email", "compartment"`, `"name": "home", "compartment"`, "email removed held home added"},
		{`{"value": "M", "label"`, `{"value": "N", "label"`, "sex removed"},
		{`{"value": "F", "label"`, `{"value": "W", "label"`, "sex removed held"},
		{`{"value": "X", "label": {"ko": "기타", "en": "other"}, "synonyms": ["그외"]}`, `{"value": "X"}, {"value": "Y"}`, "sex changed"},
		{`{"name": "city", "label"`, `{"name": "town", "label"`, "family_in_north.city removed held family_in_north.town added"},
		{`{"name": "relation", "label"`, `{"name": "kin", "label"`, "family_in_north.relation removed family_in_north.kin added"},
		{`{"name": "city", "label"`, `{"name": "city", "type": "number", "label"`, "family_in_north.city retyped held"},
		{`"name": "tags", "compartment": "work", "type": "list"`, `"name": "tags", "compartment": "work", "type": "list", "columns": [{"name": "a"}]`, "tags retyped held"},
	} {
		var got []string
		for _, x := range before.Changes(edited(t, c.old, c.new)) {
			got = append(got, x.Name, x.What)
			if x.Breaks() && x.Held(held) {
				got = append(got, "held")
			}
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s\n-> %s\n%s, want %s", c.old, c.new, got, c.want)
		}
	}
	if same := before.Changes(edited(t, `"version"`, `"version"`)); len(same) != 0 {
		t.Error(fmt.Sprint("no change is ", len(same)))
	}
}

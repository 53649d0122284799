package words

// englishStats is what statistics say, and their help.
func englishStats() map[string]string {
	return map[string]string{
		"flag.stats": "print how many people there are, by what --by names",
		"flag.by":    "count by this `THING`, or by two with a comma: sex, status, programme, birth_decade, birth_year, arrival_year, origin_province …",

		"stats.everybody":   "statistics are of everybody: name no records",
		"stats.by":          "--by is missing: one or two of such as sex, status, programme, birth_decade, arrival_year, origin_province",
		"stats.ending":      "the file of -o ends in .html or .csv",
		"stats.title":       "People by %s",
		"stats.made":        "Counted on %s, people: %d.",
		"stats.total":       "total",
		"stats.other":       "other",
		"stats.none":        "not known",
		"stats.hidden":      "hidden",
		"stats.year":        "year",
		"stats.decade":      "decade",
		"stats.province":    "province",
		"stats.hidden.note": "Hidden: fewer than %d people, nobody, or a number from which such a one could be computed. Small groups are together under \"other\". Do not give away two such tables of different days: their difference may be one person.",
	}
}

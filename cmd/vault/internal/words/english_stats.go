package words

// englishStats is what statistics say, and their help.
func englishStats() map[string]string {
	return map[string]string{
		"release.short":     "let data leave the office",
		"release.long":      "Count all people of the vault by one thing or two, for a report. You need the compartments of what you count by. Small numbers are not printed, nor what they could be computed from. The log keeps what was counted by, and how many people.",
		"release.stats":     "name --stats: only statistics can leave so far",
		"flag.stats":        "print how many people there are, by what --by names",
		"flag.by":           "count by this `THING`, or by two with a comma: sex, status, programme, birth_decade, birth_year, arrival_year, origin_province …",
		"flag.output.stats": "write the table to a new `FILE` that ends in .html or .csv, which is not encrypted",

		"stats.by":          "--by is missing: one or two of such as sex, status, programme, birth_decade, arrival_year, origin_province",
		"stats.ending":      "the file of -o ends in .html or .csv",
		"stats.title":       "People by %s",
		"stats.made":        "Counted on %s: %d people.",
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

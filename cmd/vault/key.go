package main

import (
	"strconv"

	"github.com/spf13/cobra"

	"casevault/vault"
)

func (e *env) keyCommand() *cobra.Command {
	return e.group("key", "key", e.keyRotateCommand(), e.keyPasswdCommand(), e.keyRenewCommand(), e.keyExportCommand(), e.recoveryCommand())
}

type rotateOptions struct {
	compartments []string
	dryRun       bool
}

func (e *env) keyRotateCommand() *cobra.Command {
	var o rotateOptions
	c := e.command("key.rotate", "rotate [--compartment C] [--dry-run]", "vault key rotate --dry-run\nvault key rotate --compartment health --reason \"yearly\"",
		e.takes(0, 0), func([]string) error { return e.keyRotate(o) })
	c.Flags().StringSliceVar(&o.compartments, "compartment", nil, e.say("flag.compartment"))
	c.Flags().BoolVar(&o.dryRun, "dry-run", false, e.say("flag.rotate-dry-run"))
	e.completes(c, "compartment", e.codes("compartment"))
	return c
}

func (e *env) keyRotate(o rotateOptions) (err error) {
	if o.compartments, err = e.coded("--compartment", "compartment", o.compartments...); err != nil {
		return err
	}
	return e.session(func(s *vault.Session, reason string) error {
		if o.dryRun {
			p, err := s.PlanRotation(o.compartments)
			if err != nil {
				return err
			}
			return e.printPlan(p)
		}
		ctx, over := e.stops.job()
		defer over()
		rotated, err := s.Rotate(ctx, o.compartments, reason)
		if err != nil {
			return err
		}
		if e.json {
			return e.printJSON(struct {
				Version int      `json:"version"`
				Rotated []string `json:"rotated"`
			}{1, list(rotated)})
		}
		e.printFields([][2]string{{e.say("label.new-keys"), e.typed("compartment", rotated...)}})
		return nil
	})
}

func (e *env) printPlan(p *vault.RotationPlan) error {
	if e.json {
		return e.printJSON(struct {
			Version      int      `json:"version"`
			DryRun       bool     `json:"dry_run"`
			Compartments []string `json:"compartments"`
			Sections     int      `json:"sections"`
			Bytes        int64    `json:"bytes"`
			Free         int64    `json:"free"`
			Seconds      int      `json:"seconds"`
		}{1, true, list(p.Compartments), p.Sections, p.Bytes, p.Free, seconds(p)})
	}
	e.printFields([][2]string{{e.say("label.new-keys"), e.typed("compartment", p.Compartments...)}, {e.say("label.sections"), strconv.Itoa(p.Sections)},
		{e.say("label.size"), bytesText(p.Bytes)}, {e.say("label.free"), bytesText(p.Free)}, {e.say("label.time"), e.say("about-seconds", seconds(p))}})
	e.tell("rotate.dry-run")
	return nil
}

// seconds is a guess for an office computer: 50,000 sections and 30 MB a second.
func seconds(p *vault.RotationPlan) int {
	return 1 + p.Sections/50_000 + int(p.Bytes/(30<<20))
}

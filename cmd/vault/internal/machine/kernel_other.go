//go:build !linux

package machine

// What these look at is not known here without code from others.

// Interfaces is not known here.
func (s System) Interfaces() Line { return found("interfaces-unknown", "interfaces", Unknown) }

// Swap is not known here.
func (s System) Swap() Line { return found("swap-unknown", "swap", Unknown) }

func (s System) hibernation() Line { return found("hibernation-unknown", "hibernation", Unknown) }

func (s System) disk(string) Line { return found("disk-unknown", "disk", Unknown) }

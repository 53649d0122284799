//go:build !windows

package machine

// Language returns nothing: here the environment tells the person's language.
func (System) Language() string { return "" }

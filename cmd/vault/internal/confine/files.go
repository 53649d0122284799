package confine

// A Path is what stays within reach after [Files]: a file, or a folder with all
// that is in it.
type Path struct {
	Name  string
	Write bool // also made, changed, renamed and removed
}

package main

// fileLimit plays each scene with ever larger limits on the size of a file, in
// blocks of 512 bytes. It needs no root, as a small disk does.
func fileLimit(b *bench) error {
	scenes, err := b.scenes()
	if err != nil {
		return err
	}
	var jobs []func(*world)
	for _, s := range scenes {
		for _, blocks := range []string{"0", "1", "2", "4", "8", "16", "64", "512", "4096", "32768", "32769", "34000"} { // a .mem has 16 MB
			jobs = append(jobs, func(w *world) {
				name := s.name + " with files of " + blocks + " blocks"
				if err := s.start.write(w.dir); err != nil {
					b.broken("error", "%s: %v", name, err)
					return
				}
				r := w.vault([]string{"sh", "-c", `ulimit -f "$0" && exec "$@"`, blocks}, s.in, s.args...)
				if how := r.crashed(); how != "" {
					b.broken(how, "%s: %v", name, r)
					return
				}
				b.aftermath(w, &s, name, r)
			})
		}
	}
	b.each(jobs)
	return nil
}

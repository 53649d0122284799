package vault

func importPart(s *Session) error  { return nil }
func compactPart(s *Session) error { return nil }

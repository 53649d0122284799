package main

import "github.com/spf13/cobra"

func (e *env) auditCommand() *cobra.Command {
	return e.group("audit", "audit", e.auditLogCommand(), e.whoCommand(), e.reviewCommand(), e.verifyCommand(), e.checkpointCommand(), e.exportCommand())
}

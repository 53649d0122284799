package main

import (
	"context"
	"errors"
	"os"
	"os/signal"
	"sync"
	"syscall"

	"casevault/cmd/vault/internal/term"
)

// interrupts ends the program with 130 on Ctrl-C or a polite kill. The store
// bears that at any moment, as it bears kill -9. Who can do better holds it off
// for a while: a prompt, which must show again what is typed, and a long job,
// which can stop between two steps. Whoever was interrupted so keeps holding it
// off, until what was done is told and the program ends by itself.
//
// Its methods are for one goroutine.
type interrupts struct {
	off  sync.Mutex // held: the signal is somebody's business
	came bool       // to somebody who held it off
}

// watchInterrupts starts it; tell says why the program ends. When whoever reads
// the answer has gone, as head does, that is a failed write and no kill: it
// would leave the store to be repaired by the next start.
func watchInterrupts(tell func()) *interrupts {
	signal.Ignore(syscall.SIGPIPE)
	i := new(interrupts)
	c := make(chan os.Signal, 1)
	signal.Notify(c, os.Interrupt, syscall.SIGTERM)
	go func() {
		<-c
		i.off.Lock()
		tell()
		os.Exit(exitInterrupted)
	}()
	return i
}

// prompt holds the signal off while a function of package term, which watches
// for it itself, asks something.
func (i *interrupts) prompt(ask func() (string, error)) (string, error) {
	if i.came {
		return "", term.ErrInterrupted
	}
	i.off.Lock()
	answer, err := ask()
	if i.came = errors.Is(err, term.ErrInterrupted); !i.came {
		i.off.Unlock()
	}
	return answer, err
}

// job holds the signal off and returns a context that ends on it instead, and
// what to call when the job is over.
func (i *interrupts) job() (ctx context.Context, over func()) {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	if i.came {
		stop() // this ends the context
		return ctx, stop
	}
	i.off.Lock()
	return ctx, func() {
		if i.came = ctx.Err() != nil; !i.came {
			i.off.Unlock()
		}
		stop()
	}
}

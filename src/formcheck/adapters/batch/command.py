"""A batch as the command line runs it: with progress on a terminal, and a line at its end."""

from formcheck.adapters.batch.order import BatchOrder
from formcheck.adapters.batch.run import BatchDone, run_batch
from formcheck.adapters.interruption import interruptible
from formcheck.adapters.output_files import write_stdout
from formcheck.adapters.terminal_progress import progress_on_terminal
from formcheck.i18n import Words


def batch_command(order: BatchOrder, say: Words, *, quiet: bool) -> BatchDone:
    """Raises FormcheckError, and Interrupted when a signal asks to end."""
    with interruptible(), progress_on_terminal(order.where, quiet=quiet) as watch:
        done = run_batch(order, watch)
    if not quiet:
        write_stdout(f"{_sentence(order, done, say)}\n".encode())
    return done


def _sentence(order: BatchOrder, done: BatchDone, say: Words) -> str:
    return say(
        "cli.batch.done.one" if done.files == 1 else "cli.batch.done.many",
        n=done.files,
        analysed=done.analysed,
        before=done.before,
        failed=len(done.failed),
        folder=str(order.out),
    )

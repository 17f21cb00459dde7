"""Many videos at once, on this machine or on a cluster; resumable."""

from formcheck.adapters.batch.order import AUTO, BatchOrder
from formcheck.adapters.batch.run import BatchDone, run_batch

__all__ = ["AUTO", "BatchDone", "BatchOrder", "run_batch"]

"""From the landmarks of somebody who walks past to steps: pure functions of a whole stretch of time."""

"""The pages of the programme: today, the plan, the page for the physiotherapist."""

"""Memory over time for plain numbers: filters, stillness, persistence. They know nothing of bodies."""

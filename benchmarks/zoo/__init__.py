"""The zoo: odd inputs, each given to the command line, each with what is right."""

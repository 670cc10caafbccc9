"""The doors through which bytes come in; each hands them to workflow.receive and does nothing else."""

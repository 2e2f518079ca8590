"""From a trace to claims that can be verified one by one."""

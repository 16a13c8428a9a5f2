"""The far side: all that is loaded beside a submission. Requests come in, plain data goes out; nothing else of ours."""

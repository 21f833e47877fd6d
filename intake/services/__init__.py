"""Services: what staff can do. One function is one act and one commit; a refusal is an error that names the fact."""

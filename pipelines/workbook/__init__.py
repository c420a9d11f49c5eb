"""Survey workbooks as files: reading them into text with addresses, writing them from declarations."""

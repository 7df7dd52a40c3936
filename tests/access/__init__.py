"""Who reaches which address of the editors' interface: every address tried as every role, and the table of answers."""

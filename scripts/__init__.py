"""What developers run. `catalogues/` holds the code of the two scripts about message catalogues."""

"""Reads reports about international cooperation into a ledger of sourced claims."""

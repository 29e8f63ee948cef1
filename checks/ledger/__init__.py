"""Vouchers as rows of a ledger: from caishen/result/1 alone, so that a stored result gives the same ledger again."""

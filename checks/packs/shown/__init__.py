"""What people are shown of the packs: parameters' names in Chinese, examples made from the test cases."""

"""Help where it is needed: the guide by role, the words of the trade, and the page of all components."""

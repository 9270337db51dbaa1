"""A source of choices that gives the same sequence under every version of Python."""


class Sequence:
    def __init__(self, seed):
        self.state = (seed * 2654435761 + 88172645463325252) & 0xFFFFFFFFFFFFFFFF or 1
        for _ in range(8):
            self.below(2)

    def below(self, limit):
        x = self.state
        x ^= (x << 13) & 0xFFFFFFFFFFFFFFFF
        x ^= x >> 7
        x ^= (x << 17) & 0xFFFFFFFFFFFFFFFF
        self.state = x
        return (x >> 11) % limit

    def one(self, choices):
        return choices[self.below(len(choices))]

    def chance(self, percent):
        return self.below(100) < percent

    def sample(self, choices, count):
        """That many different ones in their own order, or all of them."""
        left = list(range(len(choices)))
        while len(left) > count:
            del left[self.below(len(left))]
        return [choices[i] for i in left]

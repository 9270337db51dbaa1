using Headgate.Platform.Runs.Queue;
using Headgate.Store.Model;

namespace Headgate.Platform.Tests.Runs.Simulation;

/// <summary>What happens by chance, the same for the same seed. What depends on a run depends on its number alone, in whatever order runs come.</summary>
internal sealed class Chance(int seed)
{
    private readonly Random _random = new(seed);

    public int Next(int from, int to) => _random.Next(from, to);

    public bool Of(double share) => _random.NextDouble() < share;

    /// <summary>A time between the least and the most, mostly nearer to the least.</summary>
    public TimeSpan Time(TimeSpan least, TimeSpan most) => least + ((most - least) * Math.Pow(_random.NextDouble(), 2));

    public T Among<T>(IReadOnlyList<T> values) => values[_random.Next(values.Count)];

    /// <summary>How long a run works, and how it ends.</summary>
    public (TimeSpan Length, RunEnd End) OfRun(long runId)
    {
        var own = new Random(unchecked((int)((seed * 1_000_003L) + runId)));
        return (
            TimeSpan.FromSeconds(own.Next(30, 2400)),
            own.NextDouble() < 0.15 ? new(RunStatus.Error, "The simulated run failed.") : RunEnd.Success
        );
    }
}

using System.Diagnostics;

namespace Headgate.Jinja.Bench;

/// <summary>Measures a piece of work: the best of five rounds of at least 150 milliseconds, as bench.py does.</summary>
internal static class Stopwatches
{
    public static double Seconds(Action run)
    {
        var warm = Stopwatch.StartNew();
        while (warm.ElapsedMilliseconds < 1500)
        {
            run();
        }
        var best = double.MaxValue;
        for (var round = 0; round < 5; round++)
        {
            for (var count = 1; ; count *= 2)
            {
                var clock = Stopwatch.StartNew();
                for (var i = 0; i < count; i++)
                {
                    run();
                }
                if (clock.Elapsed.TotalSeconds > 0.15)
                {
                    best = Math.Min(best, clock.Elapsed.TotalSeconds / count);
                    break;
                }
            }
        }
        return best;
    }

    public static long AllocatedBytes(Action run)
    {
        run();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 10; i++)
        {
            run();
        }
        return (GC.GetAllocatedBytesForCurrentThread() - before) / 10;
    }
}

using System.Diagnostics;

namespace Headgate.Testing;

/// <summary>Waits for what happens by itself, on another thread or in another process.</summary>
internal static class Until
{
    /// <summary>The hang guard: no test expects to wait this long, and a busy machine does not reach it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(100);

    /// <summary>Returns as soon as the condition holds; fails with the description after two minutes.</summary>
    public static Task HoldsAsync(Func<bool> condition, string description, CancellationToken cancellation) =>
        HoldsAsync(() => Task.FromResult(condition()), () => description, cancellation);

    /// <inheritdoc cref="HoldsAsync(Func{bool}, string, CancellationToken)"/>
    public static Task HoldsAsync(Func<Task<bool>> condition, string description, CancellationToken cancellation) =>
        HoldsAsync(condition, () => description, cancellation);

    /// <summary>As the others; the description is asked for at the end, so that it can name what was seen last.</summary>
    public static async Task HoldsAsync(Func<Task<bool>> condition, Func<string> description, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        // Looks often at first, so that a quick machine loses no time, and seldom later, so that a busy one has it for the work.
        var pause = TimeSpan.FromMilliseconds(2);
        while (!await condition())
        {
            if (Stopwatch.GetElapsedTime(started) > Patience)
            {
                Assert.Fail($"It did not happen within {Patience.TotalSeconds} s: {description()}");
            }
#pragma warning disable RS0030 // The one place that may pause.
            await Task.Delay(pause, TimeProvider.System, cancellation);
#pragma warning restore RS0030
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }
}

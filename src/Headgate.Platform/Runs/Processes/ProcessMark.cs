using System.Globalization;

namespace Headgate.Platform.Runs.Processes;

/// <summary>A process for certain: its id and when it started. Ids are used again, the pair is not.</summary>
/// <param name="Id">Process id.</param>
/// <param name="StartTicks">Clock ticks since boot; null where the system does not tell.</param>
internal sealed record ProcessMark(int Id, long? StartTicks)
{
    /// <summary>The mark of a running process.</summary>
    public static ProcessMark Of(int id) => new(id, TicksOf(id));

    /// <summary>Whether that very process still runs.</summary>
    public bool IsAlive => StartTicks is { } ticks && TicksOf(Id) == ticks;

    private static long? TicksOf(int id)
    {
        try
        {
            // The name in parentheses may hold anything; the fields after it are fixed, and the start time is the twentieth of them.
            var stat = File.ReadAllText($"/proc/{id}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return long.Parse(fields[19], CultureInfo.InvariantCulture);
        }
        catch (Exception failure)
            when (failure is IOException or UnauthorizedAccessException or IndexOutOfRangeException or FormatException)
        {
            return null;
        }
    }
}

using System.Globalization;

namespace Headgate.Gate.Journal.Checking;

/// <summary>Records that retention took away, as the journal itself says.</summary>
/// <param name="First">The number of the first record that was still there.</param>
/// <param name="FirstHash">Its hash.</param>
/// <param name="Last">The number of the last record removed.</param>
/// <param name="LastHash">Its hash, which the oldest record left continues.</param>
/// <param name="Time">When they were removed (UTC).</param>
public sealed record RemovedRange(long First, string FirstHash, long Last, string LastHash, DateTimeOffset Time)
{
    internal string Statement(string journal) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"headgate journal retention\n{journal}\n{First}\n{FirstHash}\n{Last}\n{LastHash}\n{Time.UtcDateTime:yyyyMMddTHHmmss.fffffffZ}\n"
        );
}

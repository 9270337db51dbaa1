using System.Collections.Concurrent;

namespace Headgate.Gate.Clients;

/// <summary>Counts what addresses that nobody knows ask for, so that none of them asks without end.</summary>
/// <param name="most">How much in a minute.</param>
/// <param name="time">The clock.</param>
internal sealed class AddressAllowance(int most, TimeProvider time)
{
    private const int MostAddresses = 10_000;
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, int> _asked = new(StringComparer.Ordinal);
    private long _start = time.GetTimestamp();

    /// <summary>Takes one; false where an address has had its share of this minute.</summary>
    public bool Take(string address)
    {
        if (time.GetElapsedTime(Volatile.Read(ref _start)) >= Minute)
        {
            Volatile.Write(ref _start, time.GetTimestamp());
            _asked.Clear();
        }
        // Of more addresses than can be told apart all share one count.
        return _asked.AddOrUpdate(_asked.Count < MostAddresses || _asked.ContainsKey(address) ? address : "", 1, (_, n) => n + 1) <= most;
    }
}

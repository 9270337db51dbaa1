using System.Globalization;
using Headgate.Gate.Journal.Witnesses;

namespace Headgate.Cli.Doctor;

/// <summary>Who outside of the data folder knows where the record ends: without a witness, whoever owns the machine can cut its end off unseen.</summary>
internal static class WitnessChecks
{
    private const string Name = "witness";

    /// <summary>A finding for each witness; one that says so where there is none.</summary>
    /// <param name="witnesses">The setting <c>journal.witness</c>.</param>
    /// <param name="last">The number of the record's last entry.</param>
    public static IEnumerable<Finding> Of(IReadOnlyList<string> witnesses, long last) =>
        witnesses.Count == 0
            ?
            [
                new(
                    Name,
                    Verdict.Weak,
                    "Nothing outside of the data folder knows the record's heads: name a file on another machine's disk, an address or syslog in journal.witness."
                ),
            ]
            : witnesses.Select(address => WitnessAddress.FileOf(address) is { } file ? OfFile(file, last) : OfOther(address));

    private static Finding OfFile(string file, long last)
    {
        var known = WitnessHeads.NewestIn(file);
        return !known.IsThere
                ? new(Name, Verdict.Weak, $"The witness {file} is not there or cannot be read; the server writes to it when it runs.")
            : known.Heads.Count == 0 ? new(Name, Verdict.Weak, $"The witness {file} has no head of the record yet.")
            : known.Heads[^1] is var newest && newest.Sequence > last
                ? new(
                    Name,
                    Verdict.Bad,
                    Text(
                        $"The witness {file} knows entry {newest.Sequence} of {newest.Time:u}, and the record ends at {last}: its end was cut off, or an older copy was put back."
                    )
                )
            : new(Name, Verdict.Good, Text($"The witness {file} knows the record up to entry {newest.Sequence} of {newest.Time:u}."));
    }

    private static Finding OfOther(string address) =>
        new(
            Name,
            Verdict.Good,
            $"The record's heads are sent to {(Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.UserInfo.Length > 0 ? uri.Host : address)}; 'headgate audit verify --against' compares with what it has."
        );

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

using System.Globalization;
using System.Text;

namespace Headgate.Gate.Journal.Closed;

/// <summary>
/// How long the journal is kept, in words, now and when it was opened last. The words of the last time lie beside the signing key, so that a start finds a changed setting
/// without reading the journal; where they are missing the journal was kept for ever.
/// </summary>
/// <param name="Before">As of the last opening.</param>
/// <param name="After">As of this one.</param>
internal sealed record RetentionChange(string Before, string After)
{
    private const string ForEver = "for ever";
    private const int Longest = 200;

    /// <summary>What has changed since the last opening; null where nothing has.</summary>
    public static RetentionChange? Of(JournalSettings settings) =>
        LastWords(settings) is var before && Words(settings) is var after && before != after ? new(before, after) : null;

    /// <summary>Keeps the words for the next opening, once the change stands in the journal.</summary>
    public void Keep(JournalSettings settings) => JournalFolder.WriteWhole(FileOf(settings), Encoding.UTF8.GetBytes(After));

    private static string Words(JournalSettings settings) =>
        string.Join(
            " and ",
            new[]
            {
                settings.KeepFor is { } age ? string.Create(CultureInfo.InvariantCulture, $"for {age.TotalDays:0.##} days") : null,
                settings.KeepBytes is { } most ? string.Create(CultureInfo.InvariantCulture, $"up to {most >> 20} MiB") : null,
            }.OfType<string>()
        )
            is { Length: > 0 } limits
            ? limits
            : ForEver;

    private static string LastWords(JournalSettings settings)
    {
        var file = new FileInfo(FileOf(settings));
        return file is { Exists: true, Length: <= Longest } ? File.ReadAllText(file.FullName) : ForEver;
    }

    private static string FileOf(JournalSettings settings) => Path.Combine(settings.KeysFolder, "journal-retention.txt");
}

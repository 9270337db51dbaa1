using Headgate.Gate.Journal.Reading;

namespace Headgate.Gate.Journal.Writing;

/// <summary>Finds allowed calls near the journal's end whose outcome was never written, because the process died.</summary>
internal static class OpenDecisions
{
    private const long Window = 4 << 20;

    /// <summary>The calls that stand open in the last part of a file; none where the journal was closed in good order.</summary>
    public static List<(string Request, long Sequence)> Before(string path, long length)
    {
        var open = new Dictionary<string, long>(StringComparer.Ordinal);
        if (length == 0)
        {
            return [];
        }
        using var reader = new LineReader(path, Math.Max(0, length - Window));
        while (reader.Read() && reader.NextOffset <= length)
        {
            if (JournalRecord.TryParse(reader.Line.Span) is not { } record)
            {
                continue;
            }
            switch (record.Kind)
            {
                case "decision" when record.Decision is "Allowed" or "Held" && record.Request is { } request:
                    open[request] = record.Sequence;
                    break;
                case "outcome" when record.Request is { } request:
                    open.Remove(request);
                    break;
                case "closed":
                    open.Clear();
                    break;
                default:
                    break;
            }
        }
        return [.. open.OrderBy(o => o.Value).Select(o => (o.Key, o.Value))];
    }
}

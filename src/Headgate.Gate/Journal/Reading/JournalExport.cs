using System.Buffers;
using System.Globalization;
using System.Text;

namespace Headgate.Gate.Journal.Reading;

/// <summary>Writes records for other programs.</summary>
public static class JournalExport
{
    private static readonly SearchValues<char> Quoted = SearchValues.Create(",\";\r\n'");

    private static readonly string[] Columns =
    [
        "seq",
        "time",
        "kind",
        "decision",
        "reason",
        "caller_kind",
        "caller_id",
        "caller",
        "from",
        "surface",
        "operation",
        "account",
        "project",
        "environment",
        "job",
        "run",
        "status",
        "request",
        "sentence",
        "hash",
    ];

    /// <summary>One JSON array, the records exactly as their lines are.</summary>
    /// <param name="records">What to write.</param>
    /// <param name="to">Where to.</param>
    /// <param name="cancellation">Ends the writing.</param>
    public static async Task<long> WriteJsonAsync(IEnumerable<ReadRecord> records, Stream to, CancellationToken cancellation)
    {
        long count = 0;
        foreach (var record in records)
        {
            await to.WriteAsync(count++ == 0 ? "[\n"u8.ToArray() : ",\n"u8.ToArray(), cancellation);
            await to.WriteAsync(record.Line, cancellation);
        }
        await to.WriteAsync(count == 0 ? "[]\n"u8.ToArray() : "\n]\n"u8.ToArray(), cancellation);
        return count;
    }

    /// <summary>An event of OCSF on each line (<see cref="OcsfEvent"/>).</summary>
    /// <param name="records">What to write.</param>
    /// <param name="to">Where to.</param>
    /// <param name="cancellation">Ends the writing.</param>
    public static async Task<long> WriteOcsfAsync(IEnumerable<ReadRecord> records, Stream to, CancellationToken cancellation)
    {
        long count = 0;
        foreach (var (record, _) in records)
        {
            await to.WriteAsync(OcsfEvent.Of(record), cancellation);
            await to.WriteAsync("\n"u8.ToArray(), cancellation);
            count++;
        }
        return count;
    }

    /// <summary>Comma-separated values after RFC 4180; cells that a spreadsheet would take for a formula begin with an apostrophe.</summary>
    /// <param name="records">What to write.</param>
    /// <param name="to">Where to.</param>
    /// <param name="cancellation">Ends the writing.</param>
    public static async Task<long> WriteCsvAsync(IEnumerable<ReadRecord> records, Stream to, CancellationToken cancellation)
    {
        await using var writer = new StreamWriter(to, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true)
        {
            NewLine = "\r\n",
        };
        await writer.WriteLineAsync(string.Join(',', Columns).AsMemory(), cancellation);
        long count = 0;
        foreach (var (r, _) in records)
        {
            string?[] cells =
            [
                Text(r.Sequence),
                r.Time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
                r.Kind,
                r.Decision,
                r.Reason,
                r.Caller?.Kind,
                Text(r.Caller?.Id),
                r.Caller?.Name,
                r.From,
                r.Surface,
                r.Operation,
                Text(r.Path?.Account),
                Text(r.Path?.Project),
                Text(r.Path?.Environment),
                Text(r.Path?.Job),
                Text(r.Path?.Run),
                Text(r.Status),
                r.Request,
                r.Sentence,
                r.Hash,
            ];
            await writer.WriteLineAsync(string.Join(',', cells.Select(Cell)).AsMemory(), cancellation);
            count++;
        }
        return count;
    }

    private static string? Text(long? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static string Cell(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }
        if (text[0] is '=' or '+' or '-' or '@' or '\t' or '\r')
        {
            text = "'" + text;
        }
        return text.AsSpan().IndexOfAny(Quoted) >= 0 ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }
}
